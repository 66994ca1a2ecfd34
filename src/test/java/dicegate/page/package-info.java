/**
 * Tests of the page in a real browser: Chromium against the WAR in its own Payara Micro.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Server, browser and Redis are started once for all tests, {@link
 *       dicegate.page.PageEnvironment}; each test has {@link dicegate.page.Visitors} with browsers
 *       that share no state.
 *   <li>An error on the console, a violation of the content security policy, a request to another
 *       host or an uncaught exception fails the test, unless the test has declared that it expects
 *       the error.
 *   <li>A {@link dicegate.table.valkey.TcpProxy} between browser and server lets a test cut the
 *       connection.
 *   <li>No wait has a fixed length: the browser polls the condition, for as long as a machine under
 *       load may need.
 *   <li>Elements are found by role and name, as assistive technology finds them; by id only if they
 *       have neither.
 * </ul>
 *
 * <p>Without a browser the tests fail with a message that says what to install; they are never
 * skipped.
 */
@NullMarked
package dicegate.page;

import org.jspecify.annotations.NullMarked;
