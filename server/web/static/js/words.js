// @ts-check
/** Dates, counts and lists, as a person would say them. */

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const SHORT_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "medium" });
const NUMBER = new Intl.NumberFormat("en-GB");
const SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/** @typedef {number} Moment  Unix milliseconds */

/**
 * @param {Moment} moment
 * @returns {string} "2 March 2026"
 */
export function day(moment) {
  return DAY.format(new Date(moment));
}

/**
 * @param {Moment} moment
 * @returns {[string, string]} "19 Mar" and "09:41"
 */
export function dayAndClock(moment) {
  const date = new Date(moment);
  return [SHORT_DAY.format(date), CLOCK.format(date)];
}

/**
 * @param {Moment} moment
 * @returns {string} "2 March 2026, 09:41"
 */
export function dayAndTime(moment) {
  return `${day(moment)}, ${CLOCK.format(new Date(moment))}`;
}

/**
 * @param {Moment} moment
 * @returns {string} to the second, for a tooltip
 */
export function exactly(moment) {
  return EXACT.format(new Date(moment));
}

/**
 * @param {Moment} moment
 * @param {number} [now]
 * @returns {string} "just now", "3 minutes ago", "yesterday" or a day
 */
export function ago(moment, now = Date.now()) {
  const minutes = Math.floor((now - new Date(moment).getTime()) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${count(minutes, "minute")} ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${count(hours, "hour")} ago`;
  return hours < 48 ? "yesterday" : `on ${day(moment)}`;
}

/**
 * @param {number} seconds
 * @returns {string} "4 minutes 52 seconds"
 */
export function duration(seconds) {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60 || !minutes ? [count(seconds % 60, "second")] : [];
  return [...(minutes ? [count(minutes, "minute")] : []), ...rest].join(" ");
}

/**
 * @param {number} amount
 * @param {string} noun
 * @returns {string} "1 rule", "14 rules"
 */
export function count(amount, noun) {
  return `${NUMBER.format(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}

/**
 * @param {number} amount
 * @returns {string} in words up to twelve
 */
export function inWords(amount) {
  return SMALL[amount] ?? NUMBER.format(amount);
}

/**
 * @param {string[]} parts
 * @returns {string} "a, b and c"
 */
export function listed(parts) {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/**
 * @param {number} micros
 * @returns {string} "84 µs" or "12.5 ms"
 */
export function took(micros) {
  return micros < 10_000 ? `${NUMBER.format(micros)} µs` : `${NUMBER.format(Math.round(micros / 100) / 10)} ms`;
}
