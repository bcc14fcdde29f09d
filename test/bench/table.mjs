/** The table that is measured: a municipality's AEDs, some quoted cells among them, made the same on every machine. */
import { closeSync, openSync, writeSync } from "node:fs";

export const headers = ["NO", "名称", "住所", "緯度", "経度", "設置位置", "電話番号", "小児対応設備の有無"];

const towns = ["本町", "栄町", "小川新町", "大村", "道原", "三ケ名", "石津", "中港"];
const places = ["正面入口", "事務室", "1階ロビー", "体育館", "2階廊下"];

/** Writes a CSV of `rows` records, about 108 bytes each, in UTF-8. */
export function writeTable(file, rows) {
  const handle = openSync(file, "w");
  let text = headers.join(",") + "\r\n";
  for (let i = 0; i < rows; i++) {
    const name = i % 50 === 0 ? `"第${i}分館 ""分室"""` : `第${i}公民館`;
    const address = `静岡県焼津市${towns[i % 8]}${(i % 40) + 1}-${(i % 17) + 1}-${(i % 31) + 1}`;
    const latitude = (34.76 + (i % 10007) / 60000).toFixed(6);
    const longitude = (138.22 + (i % 9973) / 70000).toFixed(6);
    const telephone = `054-${620 + (i % 9)}-${1000 + (i % 9000)}`;
    const key = String(i + 1).padStart(10, "0");
    text += `${key},${name},${address},${latitude},${longitude},${places[i % 5]},${telephone},${i % 3 === 0 ? "無" : "有"}\r\n`;
    if (text.length > 1 << 20) {
      writeSync(handle, text);
      text = "";
    }
  }
  writeSync(handle, text);
  closeSync(handle);
}
