import "@xyflow/react/dist/style.css";
import { ReactFlow } from "@xyflow/react";
import { createRoot } from "react-dom/client";

/** What React and React Flow cost by themselves: the page that ours stands beside. */
const root = document.getElementById("root");
if (root) createRoot(root).render(<ReactFlow nodes={[]} edges={[]} />);
