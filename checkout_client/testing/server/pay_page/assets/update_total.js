// The server computes the total: whenever the cart changes, its answer replaces the sums and the errors.
const form = document.querySelector("form");
let latest = 0;
// A code is typed and then applied. Everything else is applied at once.
form.querySelector(".update").hidden = !form.elements.promotion_code;

async function update() {
  const turn = ++latest;
  const body = new URLSearchParams(new FormData(form));
  body.set("action", "update");
  const answer = await fetch(location.href, { method: "POST", body });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (turn !== latest) return;
  if (!fresh.querySelector("form")) return location.reload(); // it has been paid, or it has expired
  document.title = fresh.title;
  form.elements.token.value = fresh.querySelector("[name=token]").value;
  for (const part of document.querySelectorAll("[data-live], [data-updates] [data-error]")) {
    const key = part.dataset.live ? "live" : "error";
    const other = fresh.querySelector(`[data-${key}="${CSS.escape(part.dataset[key])}"]`);
    if (other && part.querySelector("input") && other.querySelector("input")) continue; // with what was typed
    if (other && other.innerHTML !== part.innerHTML) part.innerHTML = other.innerHTML;
  }
  for (const field of document.querySelectorAll("[data-updates] [id]")) {
    for (const name of ["aria-invalid", "aria-describedby"]) {
      const value = fresh.getElementById(field.id)?.getAttribute(name);
      value ? field.setAttribute(name, value) : field.removeAttribute(name);
    }
  }
}

for (const type of ["input", "change"]) {
  form.addEventListener(type, event => {
    const field = event.target;
    const when = ["number", "radio", "checkbox"].includes(field.type) ? "input" : "change";
    if (type === when && field.closest("[data-updates]")) {
      update().catch(() => {}); // the server is away: the button still works
    }
  });
}
