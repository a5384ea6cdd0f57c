// The page's texts, in the language of the browser.

const ENGLISH = {
  badge: "PRACTICE",
  remark: "Only this computer can see this.",
  waiting: "Waiting for the broadcast to begin …",
  ended: "The broadcast has ended.",
  unsupported: "This browser can't play the broadcast. Try a current Chrome, Edge, Firefox or Safari.",
  sound: "Turn on sound",
  behind: (seconds) => `${seconds.toFixed(1)} s behind live`,
};

const JAPANESE = {
  badge: "練習",
  remark: "このコンピューターでだけ見られます。",
  waiting: "配信の開始を待っています…",
  ended: "配信は終了しました。",
  unsupported: "このブラウザーでは再生できません。最新の Chrome、Edge、Firefox、Safari をお試しください。",
  sound: "音を出す",
  behind: (seconds) => `ライブから${seconds.toFixed(1)}秒遅れ`,
};

export const isJapanese = (navigator.languages ?? [navigator.language])[0]?.startsWith("ja");
export const words = isJapanese ? JAPANESE : ENGLISH;
