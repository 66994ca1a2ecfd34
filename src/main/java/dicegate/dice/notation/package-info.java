/**
 * Conversion of text to expressions and back.
 *
 * <pre>
 *   request  = [ INT "#" ] expr [ "#" comment-to-end ]
 *   expr     = term  { ("+"|"-") term }
 *   term     = unary { ("*"|"/"|"%") unary }
 *   unary    = { "+"|"-" } power
 *   power    = atom [ ("**"|"^") unary ]
 *   atom     = ( NUMBER | dice | group | func | "(" expr ")" ) { "[" label "]" }
 *   dice     = [ INT | "(" expr ")" ] "d" faces { dmod }
 *   faces    = INT | "%" | "F" [ ".1" | ".2" ] | "(" expr ")"
 *   group    = "{" expr { "," expr } "}" { gmod }
 *   func     = ( "floor"|"ceil"|"round"|"abs"|"min"|"max" ) "(" expr { "," expr } ")"
 *   dmod     = reroll | explode | clamp | unique | mark | gmod
 *   gmod     = select | count | sort
 *   reroll   = ( "r" | "rr" | "ro" ) [ point ]           default: the lowest face
 *   explode  = "!" [ "!" ] [ "p" ] [ point ]             default: the highest face
 *   clamp    = ( "min" | "max" ) [ "-" ] INT
 *   unique   = "u"
 *   select   = ( "k" | "d" ) [ "h" | "l" ] [ INT ]       k is kh, d is dl; default: 1
 *   count    = ccmp [ "-" ] INT { ccmp [ "-" ] INT } [ "f" point ]
 *   mark     = ( "cs" | "cf" ) [ point ]
 *   sort     = "s" [ "a" | "d" ]
 *   point    = cmp [ "-" ] INT | INT                     INT alone means = INT
 *   ccmp     = "=" | "&lt;&gt;" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
 *   cmp      = ccmp | "!="
 *   NUMBER   = DIGITS [ "." DIGITS ]
 *   INT      = DIGITS
 * </pre>
 *
 * <p>Letters are ASCII in upper or lower case; blanks are allowed between tokens; the longest token
 * wins. Directly after {@code !}, {@code r}, {@code rr}, {@code ro}, {@code cs}, {@code cf} and
 * {@code f} a comparison belongs to the modifier, elsewhere it counts successes. After dice, {@code
 * d} drops. {@code INT#} at the start repeats; any other {@code #} starts the comment.
 *
 * <p>The parser takes time linear in the text and does not backtrack. It recurses only for
 * brackets, functions and powers, at most {@link dicegate.dice.DiceLimits#MAX_NESTING} deep. An
 * error is a value, {@link dicegate.dice.notation.DiceError}, with its position in the text, what
 * is allowed there, and a corrected text.
 *
 * <p>Canonical text has no blanks and has modifiers in the order of the phases. It writes {@code k}
 * as {@code kh1}, {@code d} as {@code dl1}, {@code d%} as {@code d100} and {@code **} as {@code ^}.
 */
@NullMarked
package dicegate.dice.notation;

import org.jspecify.annotations.NullMarked;
