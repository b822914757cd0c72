// @ts-check
/** RH1 against the contract's own test vector. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as rh1 from "../../extension/background/rh1.js";

const CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ZEROS = rh1.base64url(new Uint8Array(16));

test("the client's proof is the contract's", async () => {
  assert.equal(await rh1.clientProof(CODE, ZEROS), "6h9oiAoymuUoLstUSHDaEbCJG850Grb8gKndXgzvcf4");
});

test("the derived secret is the contract's", async () => {
  const key = await rh1.secretKey(CODE, ZEROS, ZEROS, true);
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", key));
  assert.equal(rh1.base64url(raw), "iSmFjPTkTZl93NeQMr6LbYF8y11_lgzDuDpq316wHOE");
});

test("the kept key can't be read out", async () => {
  const key = await rh1.secretKey(CODE, ZEROS, ZEROS);
  assert.equal(key.extractable, false);
  await assert.rejects(crypto.subtle.exportKey("raw", key));
});

test("a proof over other lines, a cut one and nonsense are refused without an error", async () => {
  const key = await rh1.secretKey(CODE, ZEROS, ZEROS);
  const proof = await rh1.mac(key, "nonce", "200", "ab");
  assert.equal(await rh1.verified(key, proof, "nonce", "200", "ab"), true);
  for (const bad of [proof.slice(1), "", "***", `${proof}A`]) {
    assert.equal(await rh1.verified(key, bad, "nonce", "200", "ab"), false, bad);
  }
  assert.equal(await rh1.verified(key, proof, "nonce", "201", "ab"), false);
});

test("a code is read however it was typed", () => {
  assert.equal(rh1.plainCode(" abcde-FGHIJ klmno–PQRST\nUVWXYZ "), CODE);
});

test("base64url carries every byte and no padding", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const text = rh1.base64url(bytes);
  assert.doesNotMatch(text, /[+/=]/);
  assert.deepEqual(rh1.fromBase64url(text), bytes);
});
