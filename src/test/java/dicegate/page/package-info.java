/**
 * The page as people meet it: a real Chromium against the WAR in a Payara Micro of its own.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Server, browser and Redis are started once for all tests, {@link
 *       dicegate.page.PageEnvironment}; each test has {@link dicegate.page.Visitors} with browsers
 *       that know nothing of one another.
 *   <li>A visitor who meets an error on the console, a breach of the content security policy, a
 *       request to another host or an exception that nobody caught fails the test, unless the test
 *       said before that it is to be expected.
 *   <li>Visitors come through a {@link dicegate.table.valkey.TcpProxy} when a test is to cut them
 *       off.
 *   <li>Nothing is waited for by the clock: the browser is asked until it is so, for as long as a
 *       machine under load may need.
 *   <li>Elements are found by role and name, as assistive technology finds them; by id only where
 *       they have neither.
 * </ul>
 *
 * <p>No browser is a failure that says what to install, never a skipped test.
 */
@NullMarked
package dicegate.page;

import org.jspecify.annotations.NullMarked;
