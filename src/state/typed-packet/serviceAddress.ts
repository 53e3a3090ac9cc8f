import type { PastedSource } from "@/scenarios/walkDocument";
import { dumpFacts } from "@/workers/dumpFacts";
import { readRules } from "../walk/readRules";

/** `web.shop`, `web.shop.svc.cluster.local`, `shop/web`; a bare `web` is looked for in every namespace. */
const SERVICE_NAME =
  /^(?:(?<namespace>[a-z0-9-]+)\/)?(?<name>[a-z0-9-]+)(?:\.(?<domain>[a-z0-9-]+)(?:\.svc)?(?:\.cluster\.local)?)?\.?$/;

/** The address of a Service that kube-proxy's comments in pasted rules name; undefined when they name none, or several. */
export function serviceAddress({ nodes }: PastedSource, text: string): string | undefined {
  const { name, namespace, domain } = SERVICE_NAME.exec(text)?.groups ?? {};
  if (name === undefined) return undefined;
  const wanted = namespace ?? domain;
  const found = nodes.flatMap(({ rulesText }) =>
    dumpFacts(readRules(rulesText).ruleset).services.flatMap((service) => {
      const [whose, own = ""] = service.name.split("/");
      const isMeant = own.split(":")[0] === name && (wanted === undefined || whose === wanted);
      return isMeant && service.clusterIP !== undefined ? service.clusterIP : [];
    }),
  );
  const addresses = new Set(found);
  return addresses.size === 1 ? found[0] : undefined;
}
