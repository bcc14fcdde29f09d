/** Small tables as cities write them, with other words every time: what the encoding is found on. */
import fc from "fast-check";

const digits = fc.nat({ max: 999 });
const of = (...words: string[]) => fc.constantFrom(...words);
const row = (...parts: fc.Arbitrary<string | number>[]) => fc.tuple(...parts).map((cells) => cells.join(","));
const table = (header: string, records: fc.Arbitrary<string>, rows: number) =>
  fc.array(records, { minLength: rows, maxLength: rows }).map((lines) => `${[header, ...lines].join("\n")}\n`);

const taiwanTown = of(
  "中山區",
  "信義區",
  "萬華區",
  "內湖區",
  "北投區",
  "新營區",
  "鹽水區",
  "仁愛區",
  "七堵區",
  "安樂區",
  "歸仁區",
);
const taiwanRoad = of(
  "新生北路",
  "莊敬路",
  "松山路",
  "雙園街",
  "成功路",
  "興南街",
  "忠孝東路",
  "民生路",
  "羅斯福路",
  "環河南路",
);
export const taiwanTheft = (rows: number) =>
  table(
    "編號,案類,發生(現)日期,發生時段,發生(現)地點",
    row(
      digits,
      of("住宅竊盜", "汽車竊盜", "機車竊盜", "自行車竊盜", "街頭搶奪"),
      of("1030623", "951016", "990407"),
      of("10~12", "19~21"),
      fc
        .tuple(of("臺北市", "台北市", "臺南市", "基隆市"), taiwanTown, taiwanRoad, digits)
        .map(([a, b, c, d]) => `${a}${b}${c}${d}號`),
    ),
    rows,
  );

const japanTown = of(
  "本町",
  "小川新町",
  "駅北",
  "大村",
  "石津港町",
  "指扇",
  "飯田新田",
  "高木",
  "東小川",
  "五ヶ堀之内",
  "上泉",
  "惣右衛門",
);
export const japanAed = (rows: number) =>
  table(
    "NO,名称,名称_カナ,住所,緯度,経度,設置位置,電話番号,団体名,備考",
    row(
      digits,
      of(
        "市役所本館",
        "中央保育園",
        "馬宮西放課後児童クラブ",
        "焼津小学校",
        "総合体育館",
        "ふれあいセンター",
        "市民病院",
        "消防署南分署",
      ),
      of("シヤクショホンカン", "チュウオウホイクエン", "ソウゴウタイイクカン", ""),
      fc
        .tuple(of("静岡県焼津市", "埼玉県さいたま市西区", "山口県柳井市"), japanTown, digits)
        .map(([a, b, c]) => `${a}${b}${c}`),
      of("34.8669", "35.8862"),
      of("138.3231", "139.5593"),
      of("１階玄関脇", "２階正面入口", "事務室内", "受付横", "職員更衣室"),
      of("(054)626-1139", ""),
      of("管財課", "スポーツ課", "道路課", ""),
      of("平日のみ", "小児対応あり", "", ""),
    ),
    rows,
  );

/** Nothing but ideographs: no kana gives Japanese away. */
export const japanKanji = (rows: number) =>
  table(
    "番号,名称,住所,種別",
    row(
      digits,
      of("市民体育館", "中央図書館", "消防署", "港小学校", "総合病院", "文化会館", "東公民館"),
      fc
        .tuple(
          of("静岡県焼津市", "東京都千代田区", "山口県柳井市"),
          of("本町", "小川新町", "駅北", "神田駿河台"),
          digits,
        )
        .map((parts) => parts.join("")),
      of("避難所", "防火水槽", "指定緊急避難場所", "医療機関"),
    ),
    rows,
  );

export const japanHalfWidth = (rows: number) =>
  table(
    "番号,名称,カナ",
    row(digits, of("市民体育館", "中央図書館", "ふれあい広場"), of("ｼﾐﾝﾀｲｲｸｶﾝ", "ﾁｭｳｵｳﾄｼｮｶﾝ", "ﾌﾚｱｲﾋﾛﾊﾞ", "ﾔｲﾂﾞｴｷ ｷﾀｸﾞﾁ")),
    rows,
  );

export const chinaServices = (rows: number) =>
  table(
    "序号,单位名称,地址,电话,开放时间,备注",
    row(
      digits,
      of("市图书馆", "人民医院", "实验小学", "体育中心", "社区服务站", "博物馆", "行政审批局"),
      fc
        .tuple(
          of("上海市", "杭州市", "广州市"),
          of("黄浦区", "西湖区", "天河区", "浦东新区"),
          of("人民路", "解放大道", "中山北路"),
          digits,
        )
        .map((parts) => `${parts.join("")}号`),
      of("021-63270000", ""),
      of("周一至周五", "全天开放", "节假日除外"),
      of("免费", "需要预约", "暂停服务", ""),
    ),
    rows,
  );
