// node --require stripe_sample_hook.js server.js: Stripe's sample, unchanged, talks to STRIPE_API_BASE and listens on
// PORT instead of 4242.
"use strict";

const Module = require("node:module");
const net = require("node:net");

const base = new URL(process.env.STRIPE_API_BASE);
const address = { protocol: base.protocol.replace(":", ""), host: base.hostname, port: base.port };

const load = Module._load;
Module._load = function (name, ...rest) {
  const loaded = load.call(this, name, ...rest);
  return name === "stripe" ? (key, settings) => new loaded(key, { ...settings, ...address }) : loaded;
};

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, port === 4242 ? Number(process.env.PORT) : port, "127.0.0.1", ...rest);
};
