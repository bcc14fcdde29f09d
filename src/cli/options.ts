/** Options that several commands share. */
import { type Command, InvalidArgumentError, Option } from "commander";

export const withMappings = (command: Command): Command =>
  command.option("--mappings <dir>", "folder of project.yaml", "mappings");
export const withOutput = (command: Command): Command =>
  command.option("--output <dir>", "folder of the results (default: as project.yaml says)");

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(`Expected a whole number, got "${text}".`);
  return Number(text);
}

export function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError(`Expected a port from 0 to 65535, got ${text}.`);
  return port;
}

export const portOption = (): Option =>
  new Option("--port <number>", "port of the endpoint on 127.0.0.1").default(3330).argParser(portNumber);
