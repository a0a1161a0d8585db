// The story of a shop with Stripe's library for Node: node node_story.js URL SECRET. It prints what it has seen as JSON.
"use strict";

const http = require("node:http");
const Stripe = require("stripe");

async function main() {
  const url = new URL(process.argv[2]);
  const secret = process.argv[3];
  const stripe = new Stripe("sk_test_node", {
    protocol: url.protocol.replace(":", ""), host: url.hostname, port: url.port, telemetry: false,
  });
  const seen = {};

  const product = await stripe.products.create({ name: "Tea" });
  const price = await stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 450 });
  seen.price = (await stripe.prices.retrieve(price.id, { expand: ["product"] })).product.name;
  const session = await stripe.checkout.sessions.create({
    mode: "payment",
    success_url: "https://example.com/ok",
    line_items: [{ price: price.id, quantity: 2 }],
    metadata: { order: "17" },
  });
  seen.total = session.amount_total;
  seen.items = (await stripe.checkout.sessions.listLineItems(session.id)).data.length;
  seen.updated = (await stripe.checkout.sessions.update(session.id, { metadata: { order: "18" } })).metadata.order;

  const received = new Promise((resolve) => {
    const receiver = http.createServer((request, response) => {
      const chunks = [];
      request.on("data", (chunk) => chunks.push(chunk));
      request.on("end", () => {
        const event = stripe.webhooks.constructEvent(
          Buffer.concat(chunks), request.headers["stripe-signature"], secret);
        response.end();
        receiver.close();
        resolve(event);
      });
    });
    receiver.listen(0, "127.0.0.1", async () => {
      const control = (path, body) => fetch(new URL(path, url), {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body || {}),
      }).then((response) => response.json());
      const completed = await control(`/_fake/sessions/${session.id}/complete`);
      await control(`/_fake/events/${completed.id}/resend`, { url: `http://127.0.0.1:${receiver.address().port}/` });
    });
  });
  const event = await received;
  seen.event = event.type;
  seen.order = event.data.object.metadata.order;
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
  seen.paid = paid.payment_intent.status;
  seen.intents = (await stripe.paymentIntents.list()).data.length;
  seen.listed = [];
  for await (const one of stripe.checkout.sessions.list({ limit: 1 })) seen.listed.push(one.id);
  seen.events = (await stripe.events.list({ type: "checkout.session.*" })).data.length;
  try {
    await stripe.refunds.create({ payment_intent: paid.payment_intent.id });
  } catch (error) {
    seen.refund = [error.statusCode, error.type];
  }
  console.log(JSON.stringify(seen));
}

main();
