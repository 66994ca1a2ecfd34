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
record Guise(
    int width,
    int height,
    boolean touches,
    ColorScheme scheme,
    ReducedMotion motion,
    boolean webgl,
    String host) {

  static final Guise DESKTOP =
      new Guise(1280, 800, false, ColorScheme.DARK, ReducedMotion.NO_PREFERENCE, true, "127.0.0.1");

  static final Guise PHONE = DESKTOP.sized(390, 844).touching();

  Guise sized(int newWidth, int newHeight) {
    return new Guise(newWidth, newHeight, touches, scheme, motion, webgl, host);
  }

  Guise touching() {
    return new Guise(width, height, true, scheme, motion, webgl, host);
  }

  Guise preferring(ColorScheme newScheme) {
    return new Guise(width, height, touches, newScheme, motion, webgl, host);
  }

  Guise still() {
    return new Guise(width, height, touches, scheme, ReducedMotion.REDUCE, webgl, host);
  }

  Guise withoutWebgl() {
    return new Guise(width, height, touches, scheme, motion, false, host);
  }

  Guise through(String newHost) {
    return new Guise(width, height, touches, scheme, motion, webgl, newHost);
  }
}
