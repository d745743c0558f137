"use strict";
const PAGES = { documents: documents_page, document: document_page, entities: entities_page, entity: entity_page, relations: relations_page, counts: counts_page, series: series_page, search: search_page };
const PARENT = { document: "documents", entity: "entities" };
const site = document.title;
let shown = 0, now = null;

async function route() {
  const { page, values } = here();
  if (page === "main") return;
  if (page === "document" && now === `document ${values.symbol}` && values.paragraph && go_to(values.paragraph)) return;
  shown += 1;
  const mine = shown;
  let made;
  try {
    made = await (PAGES[page] || PAGES.documents)(values);
  } catch (error) {
    made = { title: "Something is missing", content: [make("p", {}, error.message)] };
  }
  if (mine !== shown) return;
  now = page === "document" ? `document ${values.symbol}` : page;
  draw(page, made);
  await made.ready?.();
}

function draw(page, { title, above, content }) {
  for (const link of document.querySelectorAll("#nav a")) {
    const on = link.hash === `#${PARENT[page] || page}`;
    link.toggleAttribute("data-on", on);
    if (link.hash === `#${page}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${above ? `${above}: ` : ""}${title} – ${site}`;
  const main = document.getElementById("main");
  main.className = `page-${page}`;
  main.replaceChildren(...[above ? make("p", { class: "above" }, above) : null, make("h1", {}, title), ...content].filter(Boolean));
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
}

// A link to where one is already says it again: the paragraph is shown once more.
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (link && link.getAttribute("href") === location.hash) route();
});
addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", route);
route();
