#!/usr/bin/env node
// The door: TypeScript is run as it stands, through tsx.
import { register } from "tsx/esm/api";

register();
await import("./main.ts");
