/**
 * Text to expression and back.
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
 * <p>ASCII in upper or lower case; blanks between tokens; the longest token that fits. Right behind
 * {@code !}, {@code r}, {@code rr}, {@code ro}, {@code cs}, {@code cf} and {@code f} a comparison
 * is the modifier's, elsewhere it counts successes. Behind dice, {@code d} drops. {@code INT#} at
 * the start repeats; any other {@code #} starts the comment.
 *
 * <p>The parser takes time linear in the text and never goes back. It recurses with brackets and
 * powers alone, {@link dicegate.dice.DiceLimits#MAX_NESTING} deep at most. What a player gets wrong
 * is a value, {@link dicegate.dice.notation.DiceError}, with its place in the text, what was
 * expected there and a text that would do.
 *
 * <p>Canonical text is without blanks, has modifiers in the order of the phases, names what was
 * left out of {@code k} and {@code d}, writes {@code d%} as {@code d100} and {@code **} as {@code
 * ^}.
 */
@NullMarked
package dicegate.dice.notation;

import org.jspecify.annotations.NullMarked;
