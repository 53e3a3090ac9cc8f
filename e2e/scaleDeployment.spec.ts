import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

const service = (name: string, type: string) => `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: bakery
spec:
  type: ${type}
  selector:
    app: bread
  ports:
    - protocol: TCP
      port: 8080
      targetPort: 80
`;

/** One Deployment that three Services lead to, in three ways. */
const MANIFEST = `---
apiVersion: v1
kind: Namespace
metadata:
  name: bakery
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: oven
  namespace: bakery
spec:
  replicas: 3
  selector:
    matchLabels:
      app: bread
  template:
    metadata:
      labels:
        app: bread
    spec:
      containers:
      - name: nginx
        image: nginx
        ports:
        - containerPort: 80
${service("bread-inside", "ClusterIP")}${service("bread-nodes", "NodePort")}${service("bread-outside", "LoadBalancer")}`;

/** As iptables-save prints 1/2, 1/3 … : the kernel keeps them in steps of 1/2^31. */
const CHANCES = [
  "0.50000000000",
  "0.33333333349",
  "0.25000000000",
  "0.20000000019",
  "0.16666666651",
  "0.14285714272",
  "0.12500000000",
  "0.11111111101",
  "0.10000000009",
];

/** What kube-proxy gives the rules of so many endpoints: 1/n, 1/(n-1), … 1/2, and the last one takes what is left. */
const chancesOf = (pods: number) => CHANCES.slice(0, pods - 1).reverse();

const PROBABILITY = /--probability (0\.\d+)/;

/** The probabilities of the rows or lines that hold the words, in their order. */
async function chancesIn(page: Page, rows: string, words = ""): Promise<readonly string[]> {
  const texts = await page.locator(rows).allTextContents();
  const named = texts.filter((text) => text.includes(words));
  return named.flatMap((text) => PROBABILITY.exec(text)?.[1] ?? []);
}

const RULE_LINES = "[role=listbox] [role=option]";

test("scaling a pasted Deployment from 3 to 4 to 10 gives every pod its share, in all three Services", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("textbox").first().fill(MANIFEST);
  await expect(sheet).toContainText("3 nodes, 3 pods, 3 Services");
  await sheet.getByRole("button", { name: "Open", exact: true }).click();
  await app.graphIsDrawn();
  await app.tab("Rules");
  const services = page.getByRole("region", { name: "Services", exact: true });
  const search = page.getByRole("textbox", { name: "Search the rules" });
  const shownChain = page.locator("[data-chain-box^=KUBE-SVC-]").first();
  const chain = (await shownChain.getAttribute("data-chain-box")) ?? "";
  await search.fill(`-A ${chain} -m comment`);
  for (const pods of [3, 4, 10]) {
    const stepper = services.getByRole("textbox", { name: "Pods" });
    await stepper.fill(String(pods));
    await stepper.press("Enter");
    await expect(stepper).toHaveValue(String(pods));
    const expected = chancesOf(pods);
    await expect.poll(() => chancesIn(page, RULE_LINES, `-A ${chain} `)).toEqual(expected);
    await expect
      .poll(() => chancesIn(page, `[data-chain-box=${chain}] [data-row]`))
      .toEqual(expected);
    await expect(app.sentence.locator("p").last()).toContainText("Delivered to oven-");
  }
  for (const name of ["bread-nodes", "bread-outside"]) {
    const words = `bakery/${name} -> `;
    await search.fill(words);
    await expect.poll(() => chancesIn(page, RULE_LINES, words)).toEqual(chancesOf(10));
  }
  await services.getByRole("button", { name: /^bakery\/bread-outside/ }).click();
  await expect(services.getByRole("textbox", { name: "Node port" })).toHaveValue("30001");
});
