import "./index.css";
import { createRoot } from "react-dom/client";
import { App } from "@/app/App";
import { startUp } from "@/app/startUp";

const root = document.getElementById("root");
if (root) void startUp().then(() => createRoot(root).render(<App />));
