import { type Brush, chainInWindow, type MapPicture } from "./brush";
import { paintBlocks } from "./paintBlocks";
import {
  atLeast,
  paintBundles,
  paintJumpsOf,
  paintPacket,
  paintWalked,
  paintWay,
} from "./paintJumps";
import { paintLabels } from "./paintLabels";
import { paintLaneGrounds, paintLaneTitles } from "./paintLaneTitles";
import { paintFieldCaptions, paintNames, paintServiceNames } from "./paintNames";
import { paintRules } from "./paintRules";

/** What is not found is drawn so faint. */
const FAINT = 0.22;

/** Draws the whole map once. */
export function paintMap(brush: Brush, picture: MapPicture): void {
  const { context, ratio, window, look } = brush;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = look.canvas;
  context.fillRect(0, 0, window.width, window.height);
  paintLaneGrounds(brush, picture);
  paintBundles(brush, picture);
  paintFieldCaptions(brush, picture);
  context.globalAlpha = picture.found === undefined ? 1 : FAINT;
  paintBlocks(brush, picture.levels);
  context.globalAlpha = 1;
  if (picture.found !== undefined) paintBlocks(brush, picture.found);
  paintRules(brush, picture);
  paintPicked(brush, picture);
  paintWalked(brush, picture);
  paintWay(brush, picture);
  paintServiceNames(brush, picture);
  paintNames(brush, picture);
  paintPacket(brush, picture);
  paintLabels(brush, picture);
  paintLaneTitles(brush, picture);
}

/** The chain under the pointer and the one that was picked, each with its jumps. */
function paintPicked(brush: Brush, picture: MapPicture): void {
  const { context, look } = brush;
  const { hovered, picked, map } = picture;
  for (const chain of new Set([hovered, picked])) {
    if (chain === undefined) continue;
    paintJumpsOf(brush, picture, chain);
    const { x, y, width, height } = atLeast(chainInWindow(brush, map, chain), 6);
    context.strokeStyle = look.ink;
    context.lineWidth = chain === picked ? 2 : 1.5;
    context.beginPath();
    context.roundRect(x - 2, y - 2, width + 4, height + 4, Math.min(7, (height + 4) / 3));
    context.stroke();
  }
}
