/**
 * Dicegate's client: rolls dice over a WebSocket, from pages of any site and from programs.
 *
 * A lost connection is opened again; then the session continues, the seat at a table is taken
 * again, and unanswered requests are repeated under their ids, so that nothing rolls twice.
 */

/** Who sees a roll at a table. */
export type Audience = 'all' | 'gm' | 'blind' | 'self';

/** Values of variables: `2d6+@str` with `{ str: 3 }`. */
export type Variables = Record<string, number>;

export interface Options {
  /** The constructor to use where there is no global one, as in node before 22: that of the package `ws`. */
  WebSocket?: new (url: string, protocol: string) => unknown;
}

export interface OddsOptions {
  vars?: Variables;
  /** The id of an earlier request, to repeat it: the same id never rolls twice. By default a new one. */
  id?: string;
}

export interface RollOptions extends OddsOptions {
  /** The purpose, shown to the others at the table. */
  label?: string;
  /** By default `all` at a table. */
  to?: Audience;
  /**
   * What real dice showed, in place of random numbers: numbers, and faces with symbols as texts. An
   * older server ignores them, and rolls: then `by` of the roll is absent.
   */
  faces?: (number | string)[];
}

export interface Seat {
  table: string;
  name: string;
  /** `#rrggbb` */
  colour?: string;
  /**
   * The name of the look of your dice: a to z, 0 to 9 and hyphens, at most 24. Clients show one that
   * they do not know as none.
   */
  theme?: string;
  /** From the link; without it the table must be a new one. */
  key?: string;
  /** From an earlier `joined`: you are the same member again. */
  token?: string;
  /** The last `position` that you received there. */
  resume?: string;
}

/** A die; what each flag means: https://dice.example/docs/ of your server. */
export interface Die {
  sides: number;
  value: number;
  kept: boolean;
  fate?: true;
  custom?: true;
  face?: string;
  faces?: number[];
  number?: number;
  rerolled?: number[];
  unusedTens?: number[];
  exploded?: true;
  compounded?: true;
  penetrated?: true;
  clamped?: true;
  success?: true;
  failure?: true;
  criticalSuccess?: true;
  criticalFailure?: true;
  imploded?: true;
  subtracted?: true;
  matched?: true;
}

export interface Check {
  op: '=' | '<>' | '<' | '<=' | '>' | '>=';
  target: number;
  success: boolean;
  margin: number;
  steps?: number;
  degree?: { rank: number; name: string };
  against?: Roll;
}

/** One roll, with `total` and `dice`; or several, as of `6#4d6kh3`, in `rolls`. */
export interface Roll {
  expr: string;
  total?: number;
  /** The result for a person. Engines of others need not send it. */
  text?: string;
  dice?: Die[];
  rolls?: Roll[];
  tally?: Record<string, number>;
  sets?: { width: number; height: number }[];
  tree?: unknown;
  check?: Check;
  label?: string;
  shorthand?: string;
  /** The dice are real ones, whose faces a player entered. */
  by?: 'hand';
  notes?: { text: string; expr?: string }[];
}

/** Exact odds, or those of a sample. */
export interface Odds {
  expr: string;
  exact: boolean;
  min: number;
  max: number;
  mean: number;
  deviation: number;
  meanExact?: string;
  tail: number;
  failure?: number;
  samples?: number;
  standardError?: number;
  outcomeCount: number;
  tally?: Record<string, { mean: number; samples?: number; outcomes?: [number, number][] }>;
  /** Each total with its probability, ascending. */
  outcomes?: [number, number][];
  check?: {
    op: Check['op'];
    success: number;
    failure?: number;
    degrees?: { rank: number; name: string; probability: number }[];
    steps?: [number, number][];
    margins?: [number, number][];
  };
}

export interface Person {
  id: string;
  name: string;
  colour: string;
  /** The name of the look of the member's dice; absent if they have the colour. */
  theme?: string;
  role: 'gm' | 'player' | 'watcher';
}

export interface Result {
  type: 'result';
  id: string;
  /** Its place at the table. */
  seq?: number;
  /** Absent if it was rolled blind. */
  roll?: Roll;
  hidden?: true;
}

export interface OddsResult {
  type: 'odds';
  id: string;
  odds: Odds;
}

export interface Rolled {
  type: 'rolled';
  /** Its place at the table. A gap is a roll that you may not see. */
  seq: number;
  position: string;
  by: Person;
  to: 'all' | 'gm' | 'blind';
  label?: string;
  /** Milliseconds since 1970. */
  at: number;
  /** The place of the roll that this one shows to all. */
  reveals?: number;
  /** Of a roll that you made blind: what you rolled. */
  expr?: string;
  hidden?: true;
  /** It was rolled while you were away. */
  missed?: true;
  /** With `error` and no `total` if an error ended it. */
  roll?: Roll & { error?: { code: string; message: string; temporary: boolean } };
}

export interface Joined {
  type: 'joined';
  /** Absent if the table was lost or restored: then it is sent without a request. */
  id?: string;
  table: string;
  you: Person;
  /** Identifies you as the same member when you join again. Keep it secret. */
  token: string;
  /** The keys that you may share. */
  keys: { gm?: string; player?: string; watcher: string };
  members: Person[];
  position: string;
  /** Whether `history` is exactly what you missed; else it is the whole history. */
  resumed: boolean;
  history: Rolled[];
}

export interface Presence {
  type: 'presence';
  members: Person[];
}

/** The die whose face is missing in `faces`; it has either `faces`, or `from` and `to`. */
export interface Wanted {
  die: string;
  part?: 'units' | 'tens';
  faces?: (number | string)[];
  from?: number;
  to?: number;
  given: number;
  number: number;
  of: number;
  /** It was rolled before, and is rolled again or rolls another one. */
  again?: true;
}

/**
 * Why a request failed: an error of the server, or `timeout` (no answer in 8 s), `closed`, `busy`
 * (1,024 unanswered requests), `too_long` or `id_reused` of the client itself.
 */
export class DiceError extends Error {
  /** The request's, to repeat it where its outcome is not known. */
  id?: string;
  code: string;
  /** Whether the same request may succeed later. */
  temporary: boolean;
  retryAfterMs?: number;
  /** The place in the expression, in UTF-16 units. */
  pos?: number;
  len?: number;
  expected?: string[];
  /** A text that means what was meant. */
  hint?: string;
  /** The id of the server's fault in its log. */
  incident?: string;
  /** With the code `faces_wanted`. */
  wanted?: Wanted;
}

/** Events by type, each with its `detail`. */
export interface Events {
  /** A roll at the table, yours included, each once, in the order of `seq`. */
  rolled: CustomEvent<Rolled>;
  /** The members have changed. */
  presence: CustomEvent<Presence>;
  /** The seat is taken, for the first time or again; if not `resumed`, replace the table's state. */
  joined: CustomEvent<Joined>;
  /** The server refused to give the seat again after a lost connection. */
  left: CustomEvent<DiceError>;
  connecting: CustomEvent<unknown>;
  open: CustomEvent<unknown>;
  /** The connection is lost; the next attempt follows by itself. */
  waiting: CustomEvent<unknown>;
  /** For good: by `close()`, or by the server's order. */
  closed: CustomEvent<{ reason: string }>;
}

export interface Dicegate extends EventTarget {
  roll(expr: string, options?: RollOptions): Promise<Result>;
  odds(expr: string, options?: OddsOptions): Promise<OddsResult>;
  /** Takes a seat, and leaves an earlier one. */
  join(seat: Seat): Promise<Joined>;
  leave(): Promise<{ type: 'left' }>;
  /** Shows a hidden roll to all; for a GM. */
  reveal(seq: number): Promise<{ type: 'revealed'; seq: number }>;
  /** Ends the connection; unanswered requests fail with `closed`. */
  close(): void;
  addEventListener<Type extends keyof Events>(
    type: Type, listener: (event: Events[Type]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(
    type: string, listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions): void;
}

/**
 * Connects, and connects again whenever the connection is lost.
 *
 * @param address of the server: `https://dice.example`, with the path if it is below one
 */
export function connect(address: string | URL, options?: Options): Dicegate;
