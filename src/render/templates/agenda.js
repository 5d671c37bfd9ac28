"use strict";
(() => {
  const form = document.getElementById("filters");
  const garden = document.getElementById("garden");
  const clients = [...document.querySelectorAll("details, .entries > ul > li[class]")];
  const groups = [...document.querySelectorAll("[data-group]")];
  const plants = garden ? [...garden.querySelectorAll("details")] : [];

  // Letters without their marks, so that "Muller" finds "Müller".
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map();
  const text = (client) => {
    if (!texts.has(client)) texts.set(client, plain(client.textContent));
    return texts.get(client);
  };

  function filter() {
    const wanted = Object.fromEntries(new FormData(form));
    const classes = [wanted.status, wanted.owner, wanted.tag].filter(Boolean);
    const words = plain(wanted.words).split(/\s+/).filter(Boolean);
    for (const client of clients) {
      client.hidden = !(
        classes.every((name) => client.classList.contains(name)) &&
        words.every((word) => text(client).includes(word))
      );
    }
    for (const group of groups) group.hidden = !group.querySelector(":is(details, li[class]):not([hidden])");
    const shown = plants.filter((plant) => !plant.hidden).length;
    const found = document.getElementById("found");
    found.textContent = shown === plants.length ? "" : `${shown} of ${plants.length} clients`;
  }

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 80);
  });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = plants.length < 2;
  // A browser that goes back keeps what was chosen.
  filter();

  const tip = document.getElementById("tip");
  const NEAR = 12;

  // The mark nearest to the pointer, and what the list below says of it.
  function nearest(line, x) {
    const box = line.getBoundingClientRect();
    let best = -1;
    let distance = NEAR;
    line.querySelectorAll("use[x]:not([href='#f'])").forEach((mark, at) => {
      const away = Math.abs(box.left + (parseFloat(mark.getAttribute("x")) / 100) * box.width - x);
      if (away < distance) [best, distance] = [at, away];
    });
    return best < 0 ? null : line.closest("details").querySelectorAll("ol > li")[best];
  }

  function point(event) {
    const line = event.target.closest("summary svg");
    const said = line && nearest(line, event.clientX);
    tip.hidden = !said;
    if (!said) return;
    tip.textContent = [...said.childNodes].map((part) => part.textContent).join(": ");
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.left = `${Math.max(8, Math.min(event.clientX + 12, room))}px`;
    tip.style.top = `${line.getBoundingClientRect().top - tip.offsetHeight - 2}px`;
  }

  if (garden) {
    garden.addEventListener("pointermove", point);
    garden.addEventListener("pointerdown", point);
    // A finger leaves as soon as it has pointed; what it found stays to be read.
    garden.addEventListener("pointerleave", (event) => (tip.hidden ||= event.pointerType === "mouse"));
    addEventListener("scroll", () => (tip.hidden = true), { passive: true });
  }
})();
