// One process: a real PLC directory (its own in-memory database) and a real PDS (SQLite), on loopback.
// node -r ./loopback.cjs net.mjs DATA_FOLDER PLC_PORT PDS_PORT    prints READY and the two addresses.
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PDS, envToCfg, envToSecrets } from "@atproto/pds";

const plc = createRequire(import.meta.url)("@did-plc/server");
const [folder, plcPort, pdsPort] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
fs.mkdirSync(path.join(folder, "blobs"), { recursive: true });

const directory = plc.PlcServer.create({ db: plc.Database?.mock ? plc.Database.mock() : new plc.MockDatabase(), port: plcPort });
await directory.start();

const env = {
  devMode: true,
  port: pdsPort,
  hostname: "localhost",
  dataDirectory: folder,
  blobstoreDiskLocation: path.join(folder, "blobs"),
  didPlcUrl: `http://127.0.0.1:${plcPort}`,
  serviceHandleDomains: [".test"],
  inviteRequired: false,
  disableSsrfProtection: true,
  rateLimitsEnabled: false,
  bskyAppViewUrl: "http://127.0.0.1:9",
  bskyAppViewDid: "did:web:localhost",
  modServiceUrl: "http://127.0.0.1:9",
  modServiceDid: "did:web:localhost",
  jwtSecret: crypto.randomBytes(32).toString("hex"),
  adminPassword: crypto.randomBytes(16).toString("hex"),
  plcRotationKeyK256PrivateKeyHex: crypto.randomBytes(32).toString("hex"),
  maxSubscriptionBuffer: 50000,
};
const pds = await PDS.create(envToCfg(env), envToSecrets(env));
await pds.start();
console.log(`READY pds=http://127.0.0.1:${pdsPort} plc=http://127.0.0.1:${plcPort}`);
for (const signal of ["SIGTERM", "SIGINT"]) {
  process.on(signal, async () => {
    await pds.destroy();
    await directory.destroy();
    process.exit(0);
  });
}
