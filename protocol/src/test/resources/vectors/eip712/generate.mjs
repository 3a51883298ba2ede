// Writes transactions.json beside it: what an Ethereum wallet signs of some transactions, worked out without any of our code.
//
//   npm install ethers@6.17.0 bech32@2.0.0 protobufjs@8.8.1
//   node generate.mjs bodies.txt <repository>/api/src/main/proto > transactions.json
//
// bodies.txt holds encoded bodies, a line each: the number of the case, a space, hexadecimal. protobufjs decodes them,
// bech32 writes the addresses, the texts below follow docs/internals/keys.md, ethers hashes and signs.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { bech32m } from "bech32";
import { SigningKey, TypedDataEncoder, Wallet, sha256 } from "ethers";
import protobuf from "protobufjs";

const [bodiesFile, protoRoot] = process.argv.slice(2);
const root = new protobuf.Root();
root.resolvePath = (_, target) => `${protoRoot}/${target}`;
await root.load("ghost/ledger/v1/ledger.proto", { keepCase: true });
const Body = root.lookupType("ghost.ledger.v1.TransactionBody");

const hex = (bytes) => Buffer.from(bytes).toString("hex");
const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");
const account = (id) => bech32m.encode("ghost", bech32m.toWords(id));
const number = (bytes) => BigInt("0x0" + hex(bytes));

function decimal(value, decimals) {
  const digits = value.toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return fraction ? `${whole}.${fraction}` : whole;
}

const fee = (value) => `${decimal(value, 18)} of the fee asset`;

function asset(id) {
  if (id.length === 0) return "the fee asset";
  if (/^0{63}1$/.test(hex(id))) return "the stake asset";
  return bech32m.encode("gasset", bech32m.toWords(id));
}

const amount = (bytes, id) => (id.length === 0 ? fee(number(bytes)) : `${number(bytes)} units of ${asset(id)}`);
const quoted = (bytes) =>
  bytes.every((b) => b >= 0x20 && b <= 0x7e && b !== 0x22 && b !== 0x5c) ? `"${Buffer.from(bytes)}"` : `0x${hex(bytes)}`;
const content = (bytes) => (bytes.length === 0 ? "none" : `${hash(bytes)} (${bytes.length} bytes)`);
const time = (millis) => new Date(Number(millis)).toISOString();
const SCHEMES = { 1: "ML-DSA-44", 2: "ML-DSA-65", 3: "ML-DSA-87", 4: "SLH-DSA-SHA2-128s", 5: "ECDSA-secp256k1" };

function key(entry) {
  const named = `${SCHEMES[entry.scheme]} ${hash(entry.public_key)}`;
  const grant = entry.grant;
  return grant
    ? `${named} for sessions until ${time(grant.not_after)} of at most ${number(grant.spend_total)} units of each asset`
    : `${named} of weight ${entry.weight}`;
}

function issue(o) {
  const policy = o.policy;
  return (
    `Issue ${decimal(number(o.initial_supply), o.decimals)} of new asset ${o.symbol} named ${quoted(Buffer.from(o.name))}` +
    ` with ${o.decimals} decimals` +
    (policy.mintable ? ", mintable" : "") +
    (policy.freezable ? ", freezable" : "") +
    (policy.non_transferable ? ", non-transferable" : "") +
    (policy.max_supply.length ? `, at most ${decimal(number(policy.max_supply), o.decimals)}` : "")
  );
}

function operation(wrapped) {
  const o = wrapped[wrapped.kind];
  switch (wrapped.kind) {
    case "transfer":
      return `Transfer ${amount(o.amount, o.asset)} to ${account(o.to)}` + (o.memo.length ? ` with memo ${quoted(o.memo)}` : "");
    case "issue_asset":
      return issue(o);
    case "mint_asset":
      return `Mint ${amount(o.amount, o.asset)} to ${account(o.to)}`;
    case "burn_asset":
      return `Burn ${amount(o.amount, o.asset)}`;
    case "set_frozen":
      return `${o.frozen ? "Freeze" : "Unfreeze"} ${asset(o.asset)} of ${account(o.account)}`;
    case "set_issuer":
      return o.issuer.length
        ? `Hand issuance of ${asset(o.asset)} to ${account(o.issuer)}`
        : `Give up issuance of ${asset(o.asset)} for ever`;
    case "update_vault":
      return `Replace the keys by: ${o.vault.entries.map(key).join(", ")}; threshold ${o.vault.threshold}`;
    case "deploy_contract":
      return `Deploy code ${content(o.code)} with input ${content(o.input)} and ${fee(number(o.value))}`;
    case "call_contract":
      return `Call ${account(o.contract)} with input ${content(o.input)} and ${fee(number(o.value))}`;
  }
}

const types = {
  Transaction: [
    { name: "from", type: "string" },
    { name: "operations", type: "string[]" },
    { name: "maxFee", type: "string" },
    { name: "feePayer", type: "string" },
    { name: "lane", type: "uint32" },
    { name: "sequence", type: "uint64" },
    { name: "validUntil", type: "string" },
    { name: "id", type: "bytes32" },
  ],
};

const cases = [];
for (const line of readFileSync(bodiesFile, "utf8").trim().split("\n")) {
  const [name, encoded] = line.split(" ");
  const bytes = Buffer.from(encoded, "hex");
  const body = Body.decode(bytes);
  const genesisHash = sha256(Buffer.from(`genesis ${name}`));
  const tag = Buffer.alloc(16);
  tag.write("ghost-tx-v1");
  const domain = { name: "GhostChain", version: "1", chainId: body.chain_id, salt: genesisHash };
  const message = {
    from: account(body.sender),
    operations: body.operations.map(operation),
    maxFee: fee(BigInt(body.gas_limit) * BigInt(body.max_fee_per_gas)),
    feePayer: account(body.payer ? body.payer.account : body.sender),
    lane: body.lane,
    sequence: body.sequence.toString(),
    validUntil: time(body.valid_until),
    id: "0x" + hash(Buffer.concat([tag, Buffer.from(genesisHash.slice(2), "hex"), bytes])),
  };
  const wallet = new Wallet(sha256(Buffer.from(`secret ${name}`)));
  cases.push({
    name,
    body: encoded,
    genesisHash: genesisHash.slice(2),
    typedData: TypedDataEncoder.getPayload(domain, types, message),
    domainSeparator: TypedDataEncoder.hashDomain(domain).slice(2),
    structHash: TypedDataEncoder.from(types).hash(message).slice(2),
    digest: TypedDataEncoder.hash(domain, types, message).slice(2),
    secret: wallet.privateKey.slice(2),
    publicKey: SigningKey.computePublicKey(wallet.privateKey, true).slice(2),
    address: wallet.address,
    signature: (await wallet.signTypedData(domain, types, message)).slice(2),
  });
}
console.log(JSON.stringify({ origin: "generate.mjs, ethers 6.17.0, protobufjs 8.8.1, bech32 2.0.0", cases }, null, 1));
