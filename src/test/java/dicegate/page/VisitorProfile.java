package dicegate.page;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/**
 * As whom somebody visits the page.
 *
 * @param width of the window, in CSS pixels
 * @param height of the window, in CSS pixels
 * @param touches whether by a finger on a phone, not by mouse and keyboard
 * @param motion whether the system asks for little motion
 * @param webgl whether the browser has it
 * @param host under which name or address the server is reached
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
          1280, 800, false, ColorScheme.DARK, ReducedMotion.NO_PREFERENCE, true, "127.0.0.1");

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

  VisitorProfile still() {
    return new VisitorProfile(width, height, touches, scheme, ReducedMotion.REDUCE, webgl, host);
  }

  VisitorProfile withoutWebgl() {
    return new VisitorProfile(width, height, touches, scheme, motion, false, host);
  }

  VisitorProfile through(String newHost) {
    return new VisitorProfile(width, height, touches, scheme, motion, webgl, newHost);
  }
}
