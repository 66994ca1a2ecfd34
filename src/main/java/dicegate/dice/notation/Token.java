package dicegate.dice.notation;

/** The kinds of token. */
enum Token {
  END,
  NUMBER,
  D,
  DH,
  DL,
  K,
  KH,
  KL,
  R,
  RR,
  RO,
  U,
  S,
  SA,
  SD,
  CS,
  CF,
  F,
  M,
  MT,
  MW,
  MH,
  EVEN,
  ODD,
  P,
  /** Behind {@code !}: once. */
  O,
  /** Behind {@code !}: so many times. */
  T,
  /** Behind {@code !}: implode. */
  I,
  MIN,
  MAX,
  FLOOR,
  CEIL,
  ROUND,
  ABS,
  SQRT,
  SIGN,
  /** {@code pow}; its canonical form is {@link #POWER}. */
  POW,
  /** {@code adv} or {@code advantage}. */
  ADVANTAGE,
  /** {@code dis} or {@code disadvantage}. */
  DISADVANTAGE,
  BONUS,
  PENALTY,
  VS,
  DC,
  BY,
  COC,
  BANG,
  BANG_BANG,
  EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  PLUS,
  MINUS,
  STAR,
  SLASH,
  PERCENT,
  /** {@code ^} or {@code **}. */
  POWER,
  OPEN_PAREN,
  CLOSE_PAREN,
  OPEN_BRACE,
  CLOSE_BRACE,
  OPEN_BRACKET,
  COMMA,
  SEMICOLON,
  /** {@code #}, or {@code //} where no operand follows. */
  HASH,
  /** A run of letters that is not made up of words of the language. */
  UNKNOWN_WORD,
  /** Any other character, one code point. */
  UNKNOWN_CHARACTER
}
