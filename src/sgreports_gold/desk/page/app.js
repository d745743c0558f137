// The annotators' desk: starts every part, then opens the queue.

import { say } from "./desk.js";
import * as differences from "./differences.js";
import * as dialogs from "./dialogs.js";
import { saving } from "./editing.js";
import * as filtering from "./filtering.js";
import * as guide from "./guide.js";
import { listen } from "./keys.js";
import * as menu from "./menu.js";
import * as opening from "./opening.js";
import * as pane from "./pane.js";
import * as panel from "./panel.js";
import * as queue from "./queue.js";
import * as ruling from "./ruling.js";
import * as sides from "./sides.js";
import * as surroundings from "./surroundings.js";
import * as tools from "./tools.js";

const PARTS = [sides, differences, pane, panel, menu, guide, filtering, queue, surroundings, tools, ruling, dialogs];
for (const part of PARTS) part.begin();
listen();
addEventListener("beforeunload", (event) => {
  if (saving.unsaved) event.preventDefault();
});
opening.begin().catch((trouble) => say(trouble.message));
