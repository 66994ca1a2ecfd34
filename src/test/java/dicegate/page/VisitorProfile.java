package dicegate.page;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/**
 * The device, preferences and network of a {@link Visitor}. Immutable.
 *
 * @param width the window's width in CSS pixels
 * @param height the window's height in CSS pixels
 * @param touches whether the device is a phone with a touch screen, not a desktop
 * @param scheme the system's preference for dark or light
 * @param motion the system's preference for reduced motion
 * @param webgl whether the browser supports WebGL
 * @param host the host name or address of the server in the browser
 */
record VisitorProfile(
    int width,
    int height,
    boolean touches,
    ColorScheme scheme,
    ReducedMotion motion,
    boolean webgl,
    String host) {

  static final VisitorProfile DESKTOP =
      new VisitorProfile(
          1280, 800, false, ColorScheme.DARK, ReducedMotion.NO_PREFERENCE, false, "127.0.0.1");

  static final VisitorProfile PHONE = DESKTOP.sized(390, 844).touching();

  VisitorProfile sized(int newWidth, int newHeight) {
    return new VisitorProfile(newWidth, newHeight, touches, scheme, motion, webgl, host);
  }

  VisitorProfile touching() {
    return new VisitorProfile(width, height, true, scheme, motion, webgl, host);
  }

  VisitorProfile preferring(ColorScheme newScheme) {
    return new VisitorProfile(width, height, touches, newScheme, motion, webgl, host);
  }

  VisitorProfile reducingMotion() {
    return new VisitorProfile(width, height, touches, scheme, ReducedMotion.REDUCE, webgl, host);
  }

  VisitorProfile withWebgl() {
    return new VisitorProfile(width, height, touches, scheme, motion, true, host);
  }

  VisitorProfile through(String newHost) {
    return new VisitorProfile(width, height, touches, scheme, motion, webgl, newHost);
  }
}
