"use strict";
const PAGES = {
  start: start_page,
  documents: documents_page,
  document: document_page,
  entities: entities_page,
  entity: entity_page,
  relations: relations_page,
  counts: counts_page,
  series: series_page,
  search: search_page,
};
const PARENT = { document: "documents", entity: "entities" };
const site = document.title;
let shown = 0;
let now = null;

async function route() {
  const { page, values } = here();
  if (page === "main") return;
  if (page === "document" && now === `document ${values.symbol}` && values.paragraph && go_to(values.paragraph)) return;
  shown += 1;
  const mine = shown;
  const top = history.state?.top;
  let made;
  try {
    made = Object.hasOwn(PAGES, page) ? await PAGES[page](values) : no_such_page(page);
  } catch (error) {
    made = { title: "Something is missing", content: [make("p", {}, error.message)] };
  }
  if (mine !== shown) return;
  document.body.classList.toggle("embedded", page === "series" && Boolean(values.embed));
  now = page === "document" ? `document ${values.symbol}` : page;
  draw(page, made);
  await made.ready?.();
  if (top) setTimeout(() => scroll_back(top, mine)); // after the sentences that the address opens
}

// Where one had scrolled to before a link, once so much is there again.
function scroll_back(top, mine, times = 30) {
  scrollTo(0, top);
  if (scrollY < top - 1 && times && mine === shown) setTimeout(() => scroll_back(top, mine, times - 1), 100);
}

function no_such_page(page) {
  const links = Object.keys(PAGES)
    .filter((name) => !PARENT[name])
    .flatMap((name, i) => [i ? " · " : "", make("a", { href: address(name) }, name)]);
  return {
    title: "No such page",
    content: [make("p", {}, `Nothing is at the address #${page}. The pages are: `, links)],
  };
}

function draw(page, { title, above, content }) {
  for (const link of document.querySelectorAll("#nav a")) {
    const on = link.hash === `#${PARENT[page] || page}`;
    link.toggleAttribute("data-on", on);
    if (link.hash === `#${page}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.getElementById("name").hidden = title === site;
  document.title = title === site ? site : `${above ? `${above}: ` : ""}${title} – ${site}`;
  const main = document.getElementById("main");
  main.className = `page-${page}`;
  main.replaceChildren(
    ...[above ? make("p", { class: "above" }, above) : null, make("h1", {}, title), ...content].filter(Boolean),
  );
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
}

// A link to where one is already says it again: the paragraph is shown once more.
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (link) history.replaceState({ ...history.state, top: scrollY }, "");
  if (link && link.getAttribute("href") === location.hash) route();
});
addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", route);
route();
