/**
 * Conversion of text to expressions and back.
 *
 * <pre>
 *   request  = [ INT "#" ] result { ";" result } [ ( "#" | "//" ) comment-to-end ]
 *   result   = [ "[" label "]" ] expr [ check ]
 *   check    = ccmp expr [ rule ] | ( "vs" | "dc" ) expr [ rule ]
 *   rule     = "by" INT | "coc" | "pf2"
 *   expr     = term  { ("+"|"-") term }
 *   term     = unary { ("*"|"/"|"%") unary }
 *   unary    = { "+"|"-" } power
 *   power    = atom [ ("**"|"^") unary ]
 *   atom     = ( NUMBER | dice | d20 | group | func | "(" expr ")" ) { "[" label "]" }
 *   dice     = [ INT | "(" expr ")" ] "d" faces { dmod }
 *   faces    = INT | "%" | "F" [ ".1" | ".2" ] | "(" expr ")" | d100 ( "bonus" | "penalty" ) [ INT ]
 *              | "[" run { "," run } "]"
 *   run      = [ sign ] INT ".." [ sign ] INT | face      the faces of the sides, in this order
 *   face     = [ sign ] count { sign [ sign ] count }    at most one number
 *   count    = INT | [ INT "*" ] NAME                    NAME "blank" counts nothing
 *   sign     = "+" | "-"
 *   d20      = [ one plain d20 ] ( "adv" | "advantage" | "dis" | "disadvantage" )
 *   group    = "{" expr { "," expr } "}" { gmod }
 *   func     = ( "floor"|"ceil"|"round"|"abs"|"sqrt"|"sign"|"min"|"max"|"pow" )
 *              "(" expr { "," expr } ")"
 *   dmod     = reroll | explode | implode | clamp | unique | mark | gmod
 *   gmod     = select | count | match | sort
 *   reroll   = ( "r" | "rr" | "ro" ) [ point ]           default: the lowest face
 *   explode  = "!" [ "!" ] [ "p" ] [ "o" | "t" INT ] [ point ]   default: the highest face
 *   implode  = "!" "i" [ point ]                         default: the lowest face
 *   clamp    = ( "min" | "max" ) [ "-" ] INT
 *   unique   = "u"
 *   select   = ( "k" | "d" ) [ "h" | "l" ] [ INT | "(" expr ")" ]   k is kh, d is dl; default: 1
 *   count    = cpoint { cpoint } [ "f" point ]
 *   match    = "m" | "mt" [ INT ] | "mw" | "mh"         default: 2; not of several members
 *   mark     = ( "cs" | "cf" ) [ point ]
 *   sort     = "s" [ "a" | "d" ]
 *   point    = cmp number | INT | cpoint | [ "!=" ] list         alone, INT and list mean =
 *   cpoint   = ccmp number | [ "=" | "&lt;&gt;" ] list | "even" | "odd"
 *   number   = [ "-" ] INT | "(" expr ")"
 *   list     = "(" expr { "," expr } ")"                 one of them, with &lt;&gt; and != none of them
 *   ccmp     = "=" | "&lt;&gt;" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
 *   cmp      = ccmp | "!="
 *   NUMBER   = DIGITS [ "." DIGITS ]
 *   INT      = DIGITS
 *   NAME     = a letter, then letters, marks, digits and "_" of any script, with "-" inside
 * </pre>
 *
 * <p>Letters are ASCII in upper or lower case; blanks are allowed between tokens; the longest token
 * wins. Directly after {@code !}, {@code r}, {@code rr}, {@code ro}, {@code cs}, {@code cf} and
 * {@code f} a comparison belongs to the modifier, elsewhere it counts successes. After dice, {@code
 * d} drops, and takes no brackets. {@code !!i} is {@code !} and {@code !i}. {@code [} directly
 * after the {@code d} of dice opens faces; elsewhere it opens a label. {@code INT#} at the start
 * repeats; any other {@code #} starts the comment, and so does {@code //} where no operand can
 * follow ({@link dicegate.text.CommentSign}).
 *
 * <p>The expressions of modifiers, {@code kh(1d4)}, are {@linkplain
 * dicegate.dice.notation.ComputedNumbers computed numbers}; without dice and groups they are
 * constants, and canonical text has their values. The dice of a group of one member with modifiers
 * have none.
 *
 * <p>A comparison that cannot count dice compares the total with a target: behind brackets, a
 * number, a function or a label. So does one behind a single die that a sum begins with, {@code
 * d100<=45+10}, unless the die has brackets. {@code vs} and {@code dc} always do; they are {@code
 * >=}, before {@code coc} they are {@code <=}. {@code coc} takes only {@code <=}, {@code pf2} only
 * {@code >=} and a roll with {@linkplain dicegate.dice.notation.NaturalDie one d20} that counts,
 * {@code by} all but {@code =} and {@code <>}.
 *
 * <p>The parser takes time linear in the text and does not backtrack. It recurses only for
 * brackets, functions and powers, at most {@link dicegate.dice.DiceLimits#MAX_NESTING} deep. An
 * error is a value, {@link dicegate.dice.notation.DiceError}, with its position in the text, what
 * is allowed there, and a text that means what was meant, if that is certain.
 *
 * <p>Canonical text has no blanks but those around rules, and has modifiers in the order of the
 * phases. It writes {@code 3d6 vs 12} as {@code (3d6)>=12}, {@code k} as {@code kh1}, {@code d} as
 * {@code dl1}, {@code mt} as {@code mt2}, {@code !t1} as {@code !o}, {@code d%} as {@code d100},
 * {@code **} and {@code pow} as {@code ^}, and {@code adv} as {@code 2d20kh1}. Three or more
 * consecutive faces are a range, in the order of the sides; {@code d[1..6]} is {@code d6}.
 */
@NullMarked
package dicegate.dice.notation;

import org.jspecify.annotations.NullMarked;
