/** Pans the graph with the mouse and gives the frame times in milliseconds, shortest first. */
export async function pan(page) {
  const box = await page.locator(".react-flow__pane").first().boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height - 20];
  await page.evaluate(() => {
    window.frameTimes = [];
    let last = performance.now();
    const next = (now) => {
      window.frameTimes.push(now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 60; step++) await page.mouse.move(x - step * 6, y - (step % 10));
  await page.mouse.up();
  return page.evaluate(() => window.frameTimes.slice(2).sort((a, b) => a - b));
}

export function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
