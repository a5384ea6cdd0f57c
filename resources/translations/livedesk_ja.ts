<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Livedesk</source>
        <translation>Livedesk について</translation>
    </message>
    <message>
        <source>Desktop broadcaster and control room for Amazon IVS and AWS Elemental MediaLive.
Livedesk is under the Apache License 2.0; it uses Qt {qt} (LGPL-3.0) and FFmpeg with x264 (GPL).</source>
        <translation>Amazon IVS と AWS Elemental MediaLive のための、デスクトップ配信・運用ツールです。
Livedesk のライセンスは Apache License 2.0 です。Qt {qt}(LGPL-3.0)と、x264 を含む FFmpeg(GPL)を使用しています。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>AboutTab</name>
    <message>
        <source>Pattern “{pattern}” of the architectures document.</source>
        <translation>アーキテクチャ編の「{pattern}」に対応します。</translation>
    </message>
    <message>
        <source>The monitoring document, {pattern}.</source>
        <translation>監視・運用編の「{pattern}」に対応します。</translation>
    </message>
    <message>
        <source>In short</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>出典</translation>
    </message>
    <message>
        <source>What practice really does</source>
        <translation>練習で実際に動くもの</translation>
    </message>
    <message>
        <source>What practice only simulates</source>
        <translation>練習では模擬だけのもの</translation>
    </message>
</context>
<context>
    <name>AccountBadge</name>
    <message>
        <source>LIVE</source>
        <translation>本番</translation>
    </message>
</context>
<context>
    <name>AccountDialog</name>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Practice: on this computer, without an account</source>
        <translation>練習: このコンピューターだけで、アカウント不要</translation>
    </message>
    <message>
        <source>LIVE: a profile of this computer</source>
        <translation>本番: このコンピューターのプロファイル</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>プロファイル</translation>
    </message>
    <message>
        <source>Looking for profiles…</source>
        <translation>プロファイルを検索中…</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>リージョン</translation>
    </message>
    <message>
        <source>Policies to copy…</source>
        <translation>コピー用ポリシー…</translation>
    </message>
    <message>
        <source>There is no profile yet. Make one with: aws configure sso</source>
        <translation>プロファイルがまだありません。次のコマンドで作成できます: aws configure sso</translation>
    </message>
    <message>
        <source>Livedesk never asks for access keys. Sign in outside, with “aws login” or “aws sso login”; only the profile&apos;s name is kept.</source>
        <translation>Livedesk がアクセスキーを尋ねることはありません。「aws login」または「aws sso login」でサインインしてください。保存するのはプロファイル名だけです。</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用する</translation>
    </message>
    <message>
        <source>Use this account</source>
        <translation>このアカウントを使用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Scene</source>
        <translation>シーン(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation>プロファイル(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Broadcast</source>
        <translation>配信(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Chat</source>
        <translation>チャット(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>設定(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>キーボードショートカット(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>やり直す(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Duplicate layer</source>
        <translation>レイヤーを複製(&amp;D)</translation>
    </message>
    <message>
        <source>R&amp;emove layer</source>
        <translation>レイヤーを削除(&amp;E)</translation>
    </message>
    <message>
        <source>Ra&amp;ise layer</source>
        <translation>前面へ移動(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Lower layer</source>
        <translation>背面へ移動(&amp;L)</translation>
    </message>
    <message>
        <source>Layer to the &amp;top</source>
        <translation>最前面へ移動(&amp;T)</translation>
    </message>
    <message>
        <source>Layer to the &amp;bottom</source>
        <translation>最背面へ移動(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Fit layer to the picture</source>
        <translation>画面内に合わせる(&amp;F)</translation>
    </message>
    <message>
        <source>Fill the &amp;picture with it</source>
        <translation>画面いっぱいに表示(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Centre layer</source>
        <translation>中央に配置(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Add scene</source>
        <translation>シーンを追加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Duplicate scene</source>
        <translation>シーンを複製(&amp;D)</translation>
    </message>
    <message>
        <source>Go to scene &amp;1</source>
        <translation>シーン 1 に切り替え(&amp;1)</translation>
    </message>
    <message>
        <source>Go to scene &amp;2</source>
        <translation>シーン 2 に切り替え(&amp;2)</translation>
    </message>
    <message>
        <source>Go to scene &amp;3</source>
        <translation>シーン 3 に切り替え(&amp;3)</translation>
    </message>
    <message>
        <source>Go to scene &amp;4</source>
        <translation>シーン 4 に切り替え(&amp;4)</translation>
    </message>
    <message>
        <source>Go to scene &amp;5</source>
        <translation>シーン 5 に切り替え(&amp;5)</translation>
    </message>
    <message>
        <source>Go to scene &amp;6</source>
        <translation>シーン 6 に切り替え(&amp;6)</translation>
    </message>
    <message>
        <source>Go to scene &amp;7</source>
        <translation>シーン 7 に切り替え(&amp;7)</translation>
    </message>
    <message>
        <source>Go to scene &amp;8</source>
        <translation>シーン 8 に切り替え(&amp;8)</translation>
    </message>
    <message>
        <source>Go to scene &amp;9</source>
        <translation>シーン 9 に切り替え(&amp;9)</translation>
    </message>
    <message>
        <source>&amp;Go live</source>
        <translation>配信を開始(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Stop (press twice)</source>
        <translation>停止(2 回押す)(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Retry now</source>
        <translation>今すぐ再試行(&amp;R)</translation>
    </message>
    <message>
        <source>Start or stop r&amp;ecording</source>
        <translation>録画の開始/停止(&amp;E)</translation>
    </message>
    <message>
        <source>Save repla&amp;y</source>
        <translation>リプレイを保存(&amp;Y)</translation>
    </message>
    <message>
        <source>Open the &amp;folder of recordings</source>
        <translation>録画フォルダーを開く(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Look for devices again</source>
        <translation>デバイスを再検出(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Copy the viewers&apos; link</source>
        <translation>視聴用リンクをコピー(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Open the viewers&apos; page</source>
        <translation>視聴ページを開く(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Write to the chat</source>
        <translation>チャットに書き込む(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Search the chat</source>
        <translation>チャットを検索(&amp;S)</translation>
    </message>
    <message>
        <source>Next &amp;mention</source>
        <translation>次のメンション(&amp;M)</translation>
    </message>
    <message>
        <source>Go to the &amp;newest</source>
        <translation>最新へ移動(&amp;N)</translation>
    </message>
    <message>
        <source>M&amp;oderation…</source>
        <translation>モデレーション(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Ask everybody…</source>
        <translation>アンケートを作成(&amp;A)…</translation>
    </message>
    <message>
        <source>Let a &amp;crowd talk (practice)</source>
        <translation>仮想視聴者を参加させる(練習)(&amp;C)</translation>
    </message>
    <message>
        <source>Chat &amp;health</source>
        <translation>チャットの状態(&amp;H)</translation>
    </message>
    <message>
        <source>Sa&amp;ve the chat…</source>
        <translation>チャットを保存(&amp;V)…</translation>
    </message>
    <message>
        <source>Chat se&amp;ttings…</source>
        <translation>チャットの設定(&amp;T)…</translation>
    </message>
    <message>
        <source>S&amp;tudio</source>
        <translation>スタジオ(&amp;T)</translation>
    </message>
    <message>
        <source>C&amp;loud</source>
        <translation>クラウド(&amp;O)</translation>
    </message>
    <message>
        <source>Go to &amp;source</source>
        <translation>ソースへ移動(&amp;S)</translation>
    </message>
    <message>
        <source>Go to &amp;picture</source>
        <translation>映像へ移動(&amp;P)</translation>
    </message>
    <message>
        <source>Go to &amp;destination</source>
        <translation>配信先へ移動(&amp;D)</translation>
    </message>
    <message>
        <source>Go to &amp;broadcast</source>
        <translation>配信へ移動(&amp;B)</translation>
    </message>
    <message>
        <source>Go to &amp;recording</source>
        <translation>録画へ移動(&amp;R)</translation>
    </message>
    <message>
        <source>Go to &amp;health</source>
        <translation>配信状態へ移動(&amp;H)</translation>
    </message>
    <message>
        <source>Hide how many people &amp;watch</source>
        <translation>視聴者数を隠す(&amp;W)</translation>
    </message>
    <message>
        <source>Open the &amp;log folder</source>
        <translation>ログのフォルダーを開く(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Save for support…</source>
        <translation>サポート用に保存(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;About Livedesk</source>
        <translation>Livedesk について(&amp;A)</translation>
    </message>
</context>
<context>
    <name>AddMenu</name>
    <message>
        <source>Shown already</source>
        <translation>使用中のソース</translation>
    </message>
    <message>
        <source>{source} (not available)</source>
        <translation>{source}(使用不可)</translation>
    </message>
</context>
<context>
    <name>AirLine</name>
    <message>
        <source>Time on air</source>
        <translation>配信時間</translation>
    </message>
    <message>
        <source>Nobody can see this</source>
        <translation>誰にも見えていません</translation>
    </message>
    <message>
        <source>Everybody can see this</source>
        <translation>視聴者に見えています</translation>
    </message>
    <message>
        <source>Asking the engine…</source>
        <translation>エンジンに依頼中…</translation>
    </message>
    <message>
        <source>Going live, attempt {number}</source>
        <translation>開始しています({number} 回目)</translation>
    </message>
    <message>
        <source>Going live…</source>
        <translation>配信を開始しています…</translation>
    </message>
    <message>
        <source>Reconnecting, attempt {number}</source>
        <translation>再接続中({number} 回目)</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>再接続しています…</translation>
    </message>
    <message>
        <source>On air at {live} of {all}</source>
        <translation>配信中({all} 件中 {live} 件)</translation>
    </message>
    <message>
        <source>Found on air</source>
        <translation>すでに配信中でした</translation>
    </message>
    <message>
        <source>Asking the cloud…</source>
        <translation>クラウドに問い合わせています…</translation>
    </message>
    <message>
        <source>Waiting for the ingest</source>
        <translation>サーバーの起動待ち</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>停止しています…</translation>
    </message>
    <message>
        <source>On air</source>
        <translation>配信中</translation>
    </message>
    <message>
        <source>The engine isn&apos;t running</source>
        <translation>エンジンは停止しています</translation>
    </message>
    <message>
        <source>Waiting for the engine</source>
        <translation>エンジンの起動を待っています</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>準備完了</translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <source>{count} new messages, newest: {words}</source>
        <translation>新着 {count} 件、最新: {words}</translation>
    </message>
</context>
<context>
    <name>Badge</name>
    <message>
        <source>OFF AIR</source>
        <translation>未配信</translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation>練習</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>配信中</translation>
    </message>
    <message>
        <source>RECONNECTING</source>
        <translation>再接続中</translation>
    </message>
</context>
<context>
    <name>BlockedWords</name>
    <message>
        <source>Blocked words</source>
        <translation>禁止ワード</translation>
    </message>
    <message>
        <source>A word, or part of one</source>
        <translation>単語またはその一部</translation>
    </message>
    <message>
        <source>Word to block</source>
        <translation>禁止するワード</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Width, case and kana don&apos;t matter: “ABC” also stops “ａｂｃ”.</source>
        <translation>全角/半角、大文字/小文字、ひらがな/カタカナは区別しません。「ABC」は「ａｂｃ」も止めます。</translation>
    </message>
</context>
<context>
    <name>BoxFields</name>
    <message>
        <source>X</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Left edge in pixels</source>
        <translation>左端(px)</translation>
    </message>
    <message>
        <source>Y</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Top edge in pixels</source>
        <translation>上端(px)</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>幅</translation>
    </message>
    <message>
        <source>Width in pixels</source>
        <translation>幅(px)</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高さ</translation>
    </message>
    <message>
        <source>Height in pixels</source>
        <translation>高さ(px)</translation>
    </message>
</context>
<context>
    <name>CardDialog</name>
    <message>
        <source>What they said</source>
        <translation>この人のメッセージ</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>この人への操作</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Mention</source>
        <translation>メンション</translation>
    </message>
    <message>
        <source>Moderate</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>{count} messages since {when}</source>
        <translation>{when} から {count} 件</translation>
    </message>
    <message>
        <source>{count} removed</source>
        <translation>削除 {count} 件</translation>
    </message>
    <message>
        <source>Nothing of them is recorded yet</source>
        <translation>記録はまだありません</translation>
    </message>
    <message>
        <source>Moderation ({count})</source>
        <translation>操作の記録({count})</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>配信者</translation>
    </message>
    <message>
        <source>Moderator</source>
        <translation>モデレーター</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>視聴者</translation>
    </message>
</context>
<context>
    <name>CatalogueCard</name>
    <message>
        <source>{stack}: {state}</source>
        <translation>{stack}: {state}</translation>
    </message>
    <message>
        <source>Costs nothing by itself</source>
        <translation>単独では無料</translation>
    </message>
    <message>
        <source>Price unknown</source>
        <translation>料金不明</translation>
    </message>
    <message>
        <source>more than {money}</source>
        <translation>{money} 超</translation>
    </message>
    <message>
        <source>An hour with {viewers} viewers: {money}</source>
        <translation>1 時間(視聴者 {viewers} 人): {money}</translation>
    </message>
    <message>
        <source>A month unused: {money}</source>
        <translation>未使用時の月額: {money}</translation>
    </message>
</context>
<context>
    <name>CataloguePanel</name>
    <message>
        <source>Architectures</source>
        <translation>アーキテクチャ</translation>
    </message>
    <message>
        <source>Reading the catalogue…</source>
        <translation>カタログを読み込んでいます…</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>もう一度読み込む</translation>
    </message>
    <message>
        <source>Read the catalogue again</source>
        <translation>カタログをもう一度読み込む</translation>
    </message>
    <message>
        <source>Live streams</source>
        <translation>ライブ配信</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>チャット</translation>
    </message>
    <message>
        <source>Monitoring</source>
        <translation>監視</translation>
    </message>
    <message>
        <source>Foundations</source>
        <translation>基盤</translation>
    </message>
</context>
<context>
    <name>ChatDeeds</name>
    <message>
        <source>Everybody is being asked already. End that poll first.</source>
        <translation>アンケートを実施中です。先に終了してください。</translation>
    </message>
    <message>
        <source>There is no chat to ask.</source>
        <translation>チャットに接続していません。</translation>
    </message>
    <message>
        <source>{name} can&apos;t write for {time}.</source>
        <translation>{name} さんをタイムアウトしました({time})。</translation>
    </message>
    <message>
        <source>{name} is banned.</source>
        <translation>{name} さんを BAN しました。</translation>
    </message>
    <message>
        <source>{name} may write again.</source>
        <translation>{name} さんの制限を解除しました。</translation>
    </message>
    <message>
        <source>Everything from {name} is removed.</source>
        <translation>{name} さんのメッセージをすべて削除しました。</translation>
    </message>
    <message>
        <source>The chat is cleared.</source>
        <translation>チャットを消去しました。</translation>
    </message>
    <message>
        <source>Only moderators write now.</source>
        <translation>緊急モードにしました。モデレーターだけが書き込めます。</translation>
    </message>
    <message>
        <source>Everybody is asked now.</source>
        <translation>アンケートを開始しました。</translation>
    </message>
</context>
<context>
    <name>ChatExport</name>
    <message>
        <source>Save the chat</source>
        <translation>チャットを保存</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表 (*.csv)</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>{file} can&apos;t be written: {reason}.</source>
        <translation>{file} に書き込めません: {reason}</translation>
    </message>
    <message>
        <source>Saved {count} lines to {file}.</source>
        <translation>{count} 行を {file} に保存しました。</translation>
    </message>
</context>
<context>
    <name>ChatHeader</name>
    <message>
        <source>{now} watching · {total} total</source>
        <translation>視聴 {now} · 累計 {total}</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>練習</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>チャット</translation>
    </message>
    <message>
        <source>Moderation</source>
        <translation>モデレーション</translation>
    </message>
    <message>
        <source>Moderation, {count} messages wait</source>
        <translation>モデレーション、保留 {count} 件</translation>
    </message>
    <message>
        <source>Search the chat</source>
        <translation>チャットを検索</translation>
    </message>
    <message>
        <source>Chat health</source>
        <translation>チャットの状態</translation>
    </message>
    <message>
        <source>More for the chat</source>
        <translation>チャットのその他の操作</translation>
    </message>
</context>
<context>
    <name>ChatHealth</name>
    <message>
        <source>Nothing measured yet</source>
        <translation>データなし</translation>
    </message>
    <message>
        <source>Over {backend} · reconnected: {reconnects} · gaps: {gaps} · sent twice: {duplicates}</source>
        <translation>経路 {backend} · 再接続 {reconnects} · 欠落 {gaps} · 重複 {duplicates}</translation>
    </message>
    <message>
        <source>polling</source>
        <translation>ポーリング</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>録画</translation>
    </message>
    <message>
        <source>Chat health, last 5 minutes</source>
        <translation>チャットの状態(直近 5 分)</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>遅延</translation>
    </message>
    <message>
        <source>half of them</source>
        <translation>中央値</translation>
    </message>
    <message>
        <source>99 of 100</source>
        <translation>99%</translation>
    </message>
</context>
<context>
    <name>ChatHelpDialog</name>
    <message>
        <source>Commands of the chat</source>
        <translation>チャットのコマンド</translation>
    </message>
    <message>
        <source>sends; Shift+Enter makes a space</source>
        <translation>送信(Shift+Enter で空白を入力)</translation>
    </message>
    <message>
        <source>offer names, stamps and commands; Tab takes one</source>
        <translation>名前、スタンプ、コマンドの候補を表示(Tab で確定)</translation>
    </message>
    <message>
        <source>begins a message with a slash</source>
        <translation>スラッシュで始まるメッセージを書く</translation>
    </message>
    <message>
        <source>brings back what you wrote</source>
        <translation>前に書いた文を呼び出す</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>ChatJumps</name>
    <message>
        <source>Nobody has mentioned you yet.</source>
        <translation>まだメンションはありません。</translation>
    </message>
    <message>
        <source>It is too far back to be shown in its place.</source>
        <translation>古いメッセージのため、その位置を表示できません。</translation>
    </message>
</context>
<context>
    <name>ChatPanel</name>
    <message>
        <source>It was said before the chat began anew: it can be read only here.</source>
        <translation>チャットが新しく始まる前のメッセージです。ここでのみ読めます。</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>チャット</translation>
    </message>
    <message>
        <source>Messages of the chat</source>
        <translation>チャットのメッセージ</translation>
    </message>
</context>
<context>
    <name>ChatPlace</name>
    <message>
        <source>Setup and chat</source>
        <translation>準備とチャット</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>準備</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>チャット</translation>
    </message>
    <message>
        <source>Chat ({count})</source>
        <translation>チャット({count})</translation>
    </message>
</context>
<context>
    <name>ChatRows</name>
    <message>
        <source>Host</source>
        <translation>配信者</translation>
    </message>
    <message>
        <source>Moderator</source>
        <translation>モデレーター</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>メンバー</translation>
    </message>
    <message>
        <source>1 message is missing here</source>
        <translation>ここで 1 件のメッセージが抜けています</translation>
    </message>
    <message>
        <source>{count} messages are missing here</source>
        <translation>ここで {count} 件のメッセージが抜けています</translation>
    </message>
    <message>
        <source>Effect: {name}</source>
        <translation>エフェクト: {name}</translation>
    </message>
    <message>
        <source>The pinned message was taken down</source>
        <translation>メッセージの固定が解除されました</translation>
    </message>
    <message>
        <source>Pinned: {text}</source>
        <translation>固定: {text}</translation>
    </message>
    <message>
        <source>The chat was cleared</source>
        <translation>チャットが消去されました</translation>
    </message>
    <message>
        <source>Everybody may write</source>
        <translation>誰でも書き込めます</translation>
    </message>
    <message>
        <source>On air: {title}</source>
        <translation>配信中: {title}</translation>
    </message>
    <message>
        <source>Held: {text}</source>
        <translation>保留: {text}</translation>
    </message>
    <message>
        <source>Poll: {question}</source>
        <translation>アンケート: {question}</translation>
    </message>
    <message>
        <source>Poll closed: {question}</source>
        <translation>アンケート終了: {question}</translation>
    </message>
    <message>
        <source>{who} took down a message of {user}</source>
        <translation>{who} が {user} のメッセージを削除しました</translation>
    </message>
    <message>
        <source>{who} took down everything of {user}</source>
        <translation>{who} が {user} のメッセージをすべて削除しました</translation>
    </message>
    <message>
        <source>{who} let {user} not write for a while</source>
        <translation>{who} が {user} をタイムアウトしました</translation>
    </message>
    <message>
        <source>{who} banned {user}</source>
        <translation>{who} が {user} を BAN しました</translation>
    </message>
    <message>
        <source>{who} let {user} write again</source>
        <translation>{who} が {user} の制限を解除しました</translation>
    </message>
    <message>
        <source>{who} let a held message of {user} through</source>
        <translation>{who} が {user} の保留メッセージを承認しました</translation>
    </message>
    <message>
        <source>{who} did not let a held message of {user} through</source>
        <translation>{who} が {user} の保留メッセージを却下しました</translation>
    </message>
    <message>
        <source>{who} cleared the chat</source>
        <translation>{who} がチャットを消去しました</translation>
    </message>
    <message>
        <source>{who} pinned a message</source>
        <translation>{who} がメッセージを固定しました</translation>
    </message>
    <message>
        <source>{who} took the pinned message down</source>
        <translation>{who} がメッセージの固定を解除しました</translation>
    </message>
    <message>
        <source>{who} changed who may write</source>
        <translation>{who} が書き込みの条件を変更しました</translation>
    </message>
    <message>
        <source>{who} changed the blocked words</source>
        <translation>{who} が禁止ワードを変更しました</translation>
    </message>
    <message>
        <source>{who} switched the panic mode</source>
        <translation>{who} が緊急モードを切り替えました</translation>
    </message>
    <message>
        <source>{who} asked the viewers</source>
        <translation>{who} がアンケートを開始しました</translation>
    </message>
    <message>
        <source>{who} set off an effect</source>
        <translation>{who} がエフェクトを表示しました</translation>
    </message>
    <message>
        <source>{who} told how the show goes</source>
        <translation>{who} が配信の状態を更新しました</translation>
    </message>
    <message>
        <source>Nobody decided on a message of {user}</source>
        <translation>{user} の保留メッセージは時間内に処理されませんでした</translation>
    </message>
    <message>
        <source>no slow mode</source>
        <translation>低速モードなし</translation>
    </message>
    <message>
        <source>on</source>
        <translation>オン</translation>
    </message>
    <message>
        <source>off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>The show began</source>
        <translation>配信が始まりました</translation>
    </message>
    <message>
        <source>The show stopped</source>
        <translation>配信が停止しました</translation>
    </message>
    <message>
        <source>The show pauses</source>
        <translation>配信は一時停止中です</translation>
    </message>
    <message>
        <source>The show is over</source>
        <translation>配信は終了しました</translation>
    </message>
</context>
<context>
    <name>ChatSearch</name>
    <message>
        <source>Nothing found</source>
        <translation>見つかりませんでした</translation>
    </message>
    <message>
        <source>The newest {count} of more</source>
        <translation>最新の {count} 件を表示</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count} 件</translation>
    </message>
    <message>
        <source>Search: words, from:name, has:link</source>
        <translation>検索: 語句、from:名前、has:link</translation>
    </message>
    <message>
        <source>Search the chat</source>
        <translation>チャットを検索</translation>
    </message>
    <message>
        <source>Searches the whole stream; from:name for one person, has:link for links</source>
        <translation>配信全体を検索します。from:名前 で投稿者、has:link でリンクに絞り込めます</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>検索結果</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>検索を閉じる</translation>
    </message>
</context>
<context>
    <name>ChatSending</name>
    <message>
        <source>Not connected: what you wrote stays here.</source>
        <translation>接続していません。書いた文はここに残ります。</translation>
    </message>
</context>
<context>
    <name>ChatSettingsDialog</name>
    <message>
        <source>Chat settings</source>
        <translation>チャットの設定</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API キー</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Keep it in this computer&apos;s key store</source>
        <translation>キーストアに保存する</translation>
    </message>
    <message>
        <source>Say it beside the clock when somebody mentions me</source>
        <translation>メンションされたらデスクトップに通知する</translation>
    </message>
    <message>
        <source>Use this chat</source>
        <translation>このチャットを使う</translation>
    </message>
    <message>
        <source>Practice (this computer)</source>
        <translation>練習(このコンピューター)</translation>
    </message>
    <message>
        <source>A chat server of Livedesk</source>
        <translation>Livedesk のチャットサーバー</translation>
    </message>
    <message>
        <source>The same, read through a CDN</source>
        <translation>Livedesk のチャットサーバー(CDN 経由)</translation>
    </message>
    <message>
        <source>AWS AppSync Events</source>
        <translation>AWS AppSync Events</translation>
    </message>
    <message>
        <source>Amazon IVS Chat</source>
        <translation>Amazon IVS Chat</translation>
    </message>
    <message>
        <source>No chat</source>
        <translation>使用しない</translation>
    </message>
    <message>
        <source>HTTP address</source>
        <translation>HTTP アドレス</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Address to write to</source>
        <translation>書き込み先のアドレス</translation>
    </message>
    <message>
        <source>WebSocket address</source>
        <translation>WebSocket アドレス</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>チャンネル</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>ルーム</translation>
    </message>
    <message>
        <source>Opened with</source>
        <translation>認証方法</translation>
    </message>
    <message>
        <source>Address that gives tokens</source>
        <translation>トークンの取得先</translation>
    </message>
    <message>
        <source>Your name in the chat</source>
        <translation>チャットでの名前</translation>
    </message>
    <message>
        <source>Key or token</source>
        <translation>キーまたはトークン</translation>
    </message>
    <message>
        <source>Host key</source>
        <translation>ホストキー</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>チャット</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Highlighted words, one a line</source>
        <translation>強調する語(1 行に 1 つ)</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字の大きさ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>entered</source>
        <translation>入力済み</translation>
    </message>
    <message>
        <source>The chat of the practice ingest; nobody outside sees it.</source>
        <translation>練習用サーバーのチャットです。外部からは見えません。</translation>
    </message>
    <message>
        <source>The host key is in the server&apos;s secrets file.</source>
        <translation>ホストキーはサーバーのシークレットファイルにあります。</translation>
    </message>
    <message>
        <source>Messages come every few seconds; any number of people can read.</source>
        <translation>メッセージは数秒ごとに届きます。閲覧人数に制限はありません。</translation>
    </message>
    <message>
        <source>This service keeps no history: gaps stay, and are marked.</source>
        <translation>履歴のないサービスです。抜けた位置には印が付きます。</translation>
    </message>
    <message>
        <source>Nothing is connected.</source>
        <translation>チャットに接続しません。</translation>
    </message>
</context>
<context>
    <name>ChatState</name>
    <message>
        <source>Chat settings…</source>
        <translation>チャットの設定…</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>今すぐ再試行</translation>
    </message>
    <message>
        <source>Let a crowd talk</source>
        <translation>仮想の視聴者に話してもらう</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未接続</translation>
    </message>
    <message>
        <source>Messages come every few seconds, until the connection is back.</source>
        <translation>接続が回復するまで、メッセージは数秒ごとに届きます。</translation>
    </message>
    <message>
        <source>Every few seconds</source>
        <translation>数秒ごと</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Connecting again, attempt {count}…</source>
        <translation>再接続中({count} 回目)…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>接続中…</translation>
    </message>
    <message>
        <source>Nobody has written yet</source>
        <translation>まだメッセージはありません</translation>
    </message>
    <message>
        <source>What viewers write appears here.</source>
        <translation>届くとここに表示されます。</translation>
    </message>
    <message>
        <source>A made-up crowd shows what that looks like.</source>
        <translation>仮想の視聴者で試せます。</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>オンライン</translation>
    </message>
    <message>
        <source>Some messages come late: the server is catching up.</source>
        <translation>サーバーの処理が遅れているため、一部のメッセージが遅れて届きます。</translation>
    </message>
    <message>
        <source>{count} messages came too fast to be shown or kept.</source>
        <translation>流れが速すぎて、{count} 件を表示または記録できませんでした。</translation>
    </message>
    <message>
        <source>This service keeps no history: what is missed stays gone.</source>
        <translation>履歴のないサービスです。受信できなかった分は取り戻せません。</translation>
    </message>
    <message>
        <source>Everybody may write</source>
        <translation>誰でも書き込めます</translation>
    </message>
    <message>
        <source>Waiting, {count} s</source>
        <translation>再試行まで {count} 秒</translation>
    </message>
    <message>
        <source>The chat is not connected.</source>
        <translation>チャットに接続していません。</translation>
    </message>
    <message>
        <source>Looking for the key…</source>
        <translation>キーを確認中…</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>Not set up</source>
        <translation>未設定</translation>
    </message>
    <message>
        <source>The chat is switched off.</source>
        <translation>チャットはオフです。</translation>
    </message>
    <message>
        <source>The practice chat starts with the practice ingest.</source>
        <translation>練習用チャットは、練習用サーバーと同時に始まります。</translation>
    </message>
    <message>
        <source>You don&apos;t broadcast in practice. Choose your stream&apos;s own chat.</source>
        <translation>練習用の配信先がありません。配信で使うチャットを選んでください。</translation>
    </message>
    <message>
        <source>Enter the address of the chat server.</source>
        <translation>サーバーのアドレスが未入力です。</translation>
    </message>
    <message>
        <source>The address of the chat server is not one.</source>
        <translation>サーバーのアドレスが無効です。</translation>
    </message>
    <message>
        <source>Enter the room of the chat.</source>
        <translation>ルームが未入力です。</translation>
    </message>
    <message>
        <source>The system&apos;s key store is being asked.</source>
        <translation>キーストアに問い合わせ中です。</translation>
    </message>
    <message>
        <source>Enter the key that opens the chat.</source>
        <translation>キーが未入力です。</translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>Go to the newest message (End)</source>
        <translation>最新のメッセージへ(End)</translation>
    </message>
    <message>
        <source>New since you were here</source>
        <translation>ここから新着</translation>
    </message>
    <message>
        <source>{new} new</source>
        <translation>新着 {new} 件</translation>
    </message>
    <message>
        <source>{new} new, 1 mention</source>
        <translation>新着 {new} 件、メンション 1 件</translation>
    </message>
    <message>
        <source>{new} new, {mentions} mentions</source>
        <translation>新着 {new} 件、メンション {mentions} 件</translation>
    </message>
</context>
<context>
    <name>ChatWords</name>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} 時間</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 日</translation>
    </message>
    <message>
        <source>Too soon: wait {time}.</source>
        <translation>あと {time}お待ちください。</translation>
    </message>
    <message>
        <source>Too soon: the chat is in slow mode.</source>
        <translation>低速モードのため、まだ送信できません。</translation>
    </message>
    <message>
        <source>Too many messages in a short time.</source>
        <translation>短時間に送りすぎています。</translation>
    </message>
    <message>
        <source>The chat can&apos;t take messages just now.</source>
        <translation>現在、メッセージを受け付けていません。</translation>
    </message>
    <message>
        <source>The chat server is being changed.</source>
        <translation>チャットサーバーを切り替えています。</translation>
    </message>
    <message>
        <source>The connection fell behind.</source>
        <translation>通信が追いつきませんでした。</translation>
    </message>
    <message>
        <source>The entry to the chat ran out.</source>
        <translation>チャットの認証の有効期限が切れました。</translation>
    </message>
    <message>
        <source>Waits for a moderator.</source>
        <translation>モデレーターの確認待ちです。</translation>
    </message>
    <message>
        <source>A moderator did not let it through.</source>
        <translation>モデレーターに承認されませんでした。</translation>
    </message>
    <message>
        <source>This account is banned from the chat.</source>
        <translation>このアカウントは BAN されています。</translation>
    </message>
    <message>
        <source>This account may not write for a while.</source>
        <translation>このアカウントはタイムアウト中です。</translation>
    </message>
    <message>
        <source>It holds a blocked word.</source>
        <translation>禁止ワードが含まれています。</translation>
    </message>
    <message>
        <source>Only members may write.</source>
        <translation>メンバーだけが書き込めます。</translation>
    </message>
    <message>
        <source>Only stamps may be sent.</source>
        <translation>スタンプだけを送信できます。</translation>
    </message>
    <message>
        <source>Panic mode: only moderators may write.</source>
        <translation>緊急モード中です。モデレーターだけが書き込めます。</translation>
    </message>
    <message>
        <source>The show is not on.</source>
        <translation>配信中ではありません。</translation>
    </message>
    <message>
        <source>This account may not do that.</source>
        <translation>このアカウントにはその権限がありません。</translation>
    </message>
    <message>
        <source>The entry is for another room.</source>
        <translation>別のルームの認証情報です。</translation>
    </message>
    <message>
        <source>The entry to the chat is not accepted.</source>
        <translation>チャットの認証に失敗しました。</translation>
    </message>
    <message>
        <source>The chat server refuses where this comes from.</source>
        <translation>チャットサーバーがこの接続元を拒否しています。</translation>
    </message>
    <message>
        <source>The chat server does not understand it.</source>
        <translation>チャットサーバーが要求を解釈できませんでした。</translation>
    </message>
    <message>
        <source>The message is too long.</source>
        <translation>メッセージが長すぎます。</translation>
    </message>
    <message>
        <source>The message is too large.</source>
        <translation>メッセージが大きすぎます。</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>すでに存在しません。</translation>
    </message>
    <message>
        <source>It was not sent before the chat was left.</source>
        <translation>送信する前にチャットから離れました。</translation>
    </message>
    <message>
        <source>It holds a link.</source>
        <translation>リンクが含まれています。</translation>
    </message>
    <message>
        <source>Refused ({code}).</source>
        <translation>拒否されました({code})。</translation>
    </message>
    <message>
        <source>There is no command {value}. /help lists them all.</source>
        <translation>{value} というコマンドはありません。/help で一覧を表示します。</translation>
    </message>
    <message>
        <source>/{command} is not allowed to this account.</source>
        <translation>このアカウントに /{command} の権限はありません。</translation>
    </message>
    <message>
        <source>Say to whom: /{command} NAME</source>
        <translation>相手を指定してください: /{command} 名前</translation>
    </message>
    <message>
        <source>Nobody called {value} has written here.</source>
        <translation>{value} という人の書き込みはありません。</translation>
    </message>
    <message>
        <source>Several people are called {value}: use the menu of a message instead.</source>
        <translation>{value} という人が複数います。メッセージのメニューから操作してください。</translation>
    </message>
    <message>
        <source>“{value}” is no time. Write 10s, 5m, 24h or a number of seconds.</source>
        <translation>「{value}」は時間として使えません。10s、5m、24h、または秒数で入力してください。</translation>
    </message>
    <message>
        <source>Write /{command} on or /{command} off.</source>
        <translation>/{command} on または /{command} off と入力してください。</translation>
    </message>
    <message>
        <source>Select a message first, then /{command}.</source>
        <translation>メッセージを選んでから /{command} を入力してください。</translation>
    </message>
    <message>
        <source>Write a question and two to six answers: /poll Which? | This | That</source>
        <translation>質問と 2 から 6 個の選択肢を入力してください: /poll どっち? | これ | それ</translation>
    </message>
    <message>
        <source>There is no effect “{value}”. Write confetti, hearts, fireworks or snow.</source>
        <translation>「{value}」というエフェクトはありません。confetti、hearts、fireworks、snow から選んでください。</translation>
    </message>
    <message>
        <source>Write /words add WORD or /words remove WORD.</source>
        <translation>/words add 語 または /words remove 語 と入力してください。</translation>
    </message>
    <message>
        <source>“{value}” is blocked already.</source>
        <translation>「{value}」はすでに禁止ワードです。</translation>
    </message>
    <message>
        <source>“{value}” is not among the blocked words.</source>
        <translation>「{value}」は禁止ワードにありません。</translation>
    </message>
    <message>
        <source>/{command} stands alone.</source>
        <translation>/{command} の後には何も入力しません。</translation>
    </message>
    <message>
        <source>Panic mode: only moderators may write</source>
        <translation>緊急モード: モデレーターだけが書き込めます</translation>
    </message>
    <message>
        <source>Slow mode {time}</source>
        <translation>低速モード {time}</translation>
    </message>
    <message>
        <source>Members only</source>
        <translation>メンバー限定</translation>
    </message>
    <message>
        <source>Stamps only</source>
        <translation>スタンプのみ</translation>
    </message>
    <message>
        <source>Links are held</source>
        <translation>リンクは保留</translation>
    </message>
    <message>
        <source>Applause</source>
        <translation>拍手</translation>
    </message>
    <message>
        <source>Heart</source>
        <translation>ハート</translation>
    </message>
    <message>
        <source>Laughter</source>
        <translation>笑い</translation>
    </message>
    <message>
        <source>Wow</source>
        <translation>驚き</translation>
    </message>
    <message>
        <source>Tears</source>
        <translation>涙</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>お祝い</translation>
    </message>
    <message>
        <source>Fire</source>
        <translation>炎</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Confetti</source>
        <translation>紙吹雪</translation>
    </message>
    <message>
        <source>Hearts</source>
        <translation>ハート</translation>
    </message>
    <message>
        <source>Fireworks</source>
        <translation>花火</translation>
    </message>
    <message>
        <source>Snow</source>
        <translation>雪</translation>
    </message>
    <message>
        <source>may not write for a while; what they wrote goes</source>
        <translation>一定時間書き込めなくし、メッセージを削除</translation>
    </message>
    <message>
        <source>may not enter any more; what they wrote goes</source>
        <translation>入室できなくし、メッセージを削除</translation>
    </message>
    <message>
        <source>ends a ban or a timeout</source>
        <translation>BAN・タイムアウトを解除</translation>
    </message>
    <message>
        <source>takes down everything they wrote</source>
        <translation>その人のメッセージをすべて削除</translation>
    </message>
    <message>
        <source>takes down the selected message</source>
        <translation>選んだメッセージを削除</translation>
    </message>
    <message>
        <source>takes everything down</source>
        <translation>チャットを消去</translation>
    </message>
    <message>
        <source>one message of a viewer in so many seconds</source>
        <translation>視聴者の書き込み間隔を設定</translation>
    </message>
    <message>
        <source>only members may write</source>
        <translation>メンバーだけが書き込めるようにする</translation>
    </message>
    <message>
        <source>only stamps may be sent</source>
        <translation>スタンプだけを送信できるようにする</translation>
    </message>
    <message>
        <source>off: messages with links wait for a moderator</source>
        <translation>off でリンク付きメッセージを保留</translation>
    </message>
    <message>
        <source>the list of blocked words</source>
        <translation>禁止ワードの追加と削除</translation>
    </message>
    <message>
        <source>only moderators may write, at once</source>
        <translation>緊急モードの切り替え</translation>
    </message>
    <message>
        <source>puts the selected message above the chat</source>
        <translation>選んだメッセージを上部に固定</translation>
    </message>
    <message>
        <source>takes it down again</source>
        <translation>固定を解除</translation>
    </message>
    <message>
        <source>asks everybody; alone, it opens a form</source>
        <translation>アンケートを開始(単独で入力画面)</translation>
    </message>
    <message>
        <source>something happens on everybody&apos;s screen</source>
        <translation>全員の画面にエフェクトを表示</translation>
    </message>
    <message>
        <source>this list</source>
        <translation>この一覧を表示</translation>
    </message>
</context>
<context>
    <name>ChatWrite</name>
    <message>
        <source>Answering {name}: {text}</source>
        <translation>{name} さんへの返信: {text}</translation>
    </message>
    <message>
        <source>Wait {count} s</source>
        <translation>あと {count} 秒</translation>
    </message>
    <message>
        <source>Write to the chat</source>
        <translation>チャットに書き込む</translation>
    </message>
    <message>
        <source>Message to the chat</source>
        <translation>チャットへのメッセージ</translation>
    </message>
    <message>
        <source>Enter sends. / for commands, @ for names, : for stamps</source>
        <translation>Enter で送信。/ でコマンド、@ で名前、: でスタンプ</translation>
    </message>
    <message>
        <source>Stamps</source>
        <translation>スタンプ</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>メッセージを送信</translation>
    </message>
    <message>
        <source>Write to everybody</source>
        <translation>メッセージを入力</translation>
    </message>
</context>
<context>
    <name>CheckTab</name>
    <message>
        <source>Check again</source>
        <translation>もう一度点検</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>今すぐ点検</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>点検しています…</translation>
    </message>
    <message>
        <source>Looks by API at everything that this architecture promises: tables, functions, alarms, topic, dashboard. What is found can be saved as evidence.</source>
        <translation>テーブル・関数・アラーム・トピック・ダッシュボードがそろっているかを API で確認します。結果は証跡として保存できます。</translation>
    </message>
    <message>
        <source>Save the evidence…</source>
        <translation>証跡を保存…</translation>
    </message>
    <message>
        <source>Save the evidence as a ZIP file</source>
        <translation>証跡を ZIP ファイルに保存</translation>
    </message>
    <message>
        <source>Items of the check</source>
        <translation>点検項目</translation>
    </message>
    <message>
        <source>{good} of {all} are as they should be, at {time}</source>
        <translation>{all} 件中 {good} 件が正常({time})</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>not as it should be</source>
        <translation>要対応</translation>
    </message>
    <message>
        <source>can&apos;t be verified yet</source>
        <translation>まだ確認できません</translation>
    </message>
</context>
<context>
    <name>ChecklistRow</name>
    <message>
        <source>waiting</source>
        <translation>待機</translation>
    </message>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
</context>
<context>
    <name>ClosingDialog</name>
    <message>
        <source>You are on air</source>
        <translation>配信中です</translation>
    </message>
    <message>
        <source>What shall happen to the broadcast?</source>
        <translation>配信をどうしますか?</translation>
    </message>
    <message>
        <source>In the background it goes on without this window; start Livedesk again to see and stop it.</source>
        <translation>バックグラウンドでは、このウィンドウを閉じても配信が続きます。確認や停止をするには、Livedesk をもう一度起動してください。</translation>
    </message>
    <message>
        <source>Stop the broadcast</source>
        <translation>配信を停止</translation>
    </message>
    <message>
        <source>Keep on air in the background</source>
        <translation>バックグラウンドで配信を続ける</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>停止しています…</translation>
    </message>
</context>
<context>
    <name>CloudCard</name>
    <message>
        <source>Address and key are fetched when you go live, and kept in memory only.</source>
        <translation>アドレスとキーは配信開始時に取得し、メモリにだけ保持します。</translation>
    </message>
    <message>
        <source>Show it on the cloud page</source>
        <translation>クラウドのページで見る</translation>
    </message>
    <message>
        <source>Show this channel on the cloud page</source>
        <translation>このチャンネルをクラウドのページで見る</translation>
    </message>
    <message>
        <source>No channel is chosen yet. Make one on the cloud page.</source>
        <translation>チャンネルが未選択です。クラウドのページで作成してください。</translation>
    </message>
    <message>
        <source>{stack} in the practice account, {region}</source>
        <translation>練習アカウントの {stack}({region})</translation>
    </message>
    <message>
        <source>{stack} in the account of {profile}, {region}</source>
        <translation>{profile} のアカウントの {stack}({region})</translation>
    </message>
</context>
<context>
    <name>CloudConfirmDialog</name>
    <message>
        <source>Type the name of the stack: {stack}</source>
        <translation>スタック名を入力してください: {stack}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>CloudDeeds</name>
    <message>
        <source>Changes in {region}: {count}.</source>
        <translation>{region} での変更: {count} 件。</translation>
    </message>
    <message>
        <source>An hour live: {hour}. A month unused: {month}.</source>
        <translation>配信 1 時間: {hour}、未使用時の月額: {month}。</translation>
    </message>
    <message>
        <source>Replaced or removed, with what they hold: {names}.</source>
        <translation>中身ごと置き換えまたは削除されるもの: {names}</translation>
    </message>
    <message>
        <source>Apply the plan to {stack}?</source>
        <translation>{stack} に計画を適用しますか?</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>適用</translation>
    </message>
    <message>
        <source>It costs money from now on, whether anything is sent or not.</source>
        <translation>映像を送らなくても、開始した時点から料金がかかります。</translation>
    </message>
    <message>
        <source>Livedesk stops it by itself after {hours} h, while it is open.</source>
        <translation>Livedesk を開いていれば {hours} 時間後に自動で停止します。</translation>
    </message>
    <message>
        <source>Start the channel of {stack}?</source>
        <translation>{stack} のチャンネルを開始しますか?</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Everything in it is removed; a running channel is stopped first.</source>
        <translation>すべて削除されます。稼働中のチャンネルは先に停止します。</translation>
    </message>
    <message>
        <source>Kept, because they hold data: {names}.</source>
        <translation>データがあるため残るもの: {names}。</translation>
    </message>
    <message>
        <source>Tear {stack} down?</source>
        <translation>{stack} を撤去しますか?</translation>
    </message>
    <message>
        <source>Tear down</source>
        <translation>撤去</translation>
    </message>
    <message>
        <source>There is no room for another destination. Remove one first.</source>
        <translation>配信先をこれ以上追加できません。先にどれかを削除してください。</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>図を保存</translation>
    </message>
    <message>
        <source>SVG pictures (*.svg)</source>
        <translation>SVG 画像 (*.svg)</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG 画像 (*.png)</translation>
    </message>
    <message>
        <source>Save the evidence</source>
        <translation>証跡を保存</translation>
    </message>
    <message>
        <source>ZIP files (*.zip)</source>
        <translation>ZIP ファイル (*.zip)</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>保存しました: {file}</translation>
    </message>
    <message>
        <source>{file} could not be saved ({reason}). Choose another folder.</source>
        <translation>{file} を保存できませんでした({reason})。別のフォルダーを選んでください。</translation>
    </message>
</context>
<context>
    <name>CloudPage</name>
    <message>
        <source>Cloud</source>
        <translation>クラウド</translation>
    </message>
</context>
<context>
    <name>CloudPicture</name>
    <message>
        <source>Data flow: {title}</source>
        <translation>データの流れ: {title}</translation>
    </message>
    <message>
        <source>in alarm</source>
        <translation>アラーム状態</translation>
    </message>
    <message>
        <source>no alarm</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>not enough data</source>
        <translation>データ不足</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>開始中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>稼働中</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>停止処理中</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>live</source>
        <translation>配信中</translation>
    </message>
    <message>
        <source>no stream</source>
        <translation>配信なし</translation>
    </message>
    <message>
        <source>{state} · viewers: {count}</source>
        <translation>{state} · 視聴者: {count}</translation>
    </message>
    <message>
        <source>not made yet</source>
        <translation>未作成</translation>
    </message>
    <message>
        <source>being changed</source>
        <translation>変更中</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
</context>
<context>
    <name>CloudWords</name>
    <message>
        <source>Tokyo</source>
        <translation>東京</translation>
    </message>
    <message>
        <source>Seoul</source>
        <translation>ソウル</translation>
    </message>
    <message>
        <source>Osaka</source>
        <translation>大阪</translation>
    </message>
    <message>
        <source>Mumbai</source>
        <translation>ムンバイ</translation>
    </message>
    <message>
        <source>Singapore</source>
        <translation>シンガポール</translation>
    </message>
    <message>
        <source>Sydney</source>
        <translation>シドニー</translation>
    </message>
    <message>
        <source>Canada Central</source>
        <translation>カナダ中部</translation>
    </message>
    <message>
        <source>Frankfurt</source>
        <translation>フランクフルト</translation>
    </message>
    <message>
        <source>Stockholm</source>
        <translation>ストックホルム</translation>
    </message>
    <message>
        <source>Ireland</source>
        <translation>アイルランド</translation>
    </message>
    <message>
        <source>London</source>
        <translation>ロンドン</translation>
    </message>
    <message>
        <source>Paris</source>
        <translation>パリ</translation>
    </message>
    <message>
        <source>São Paulo</source>
        <translation>サンパウロ</translation>
    </message>
    <message>
        <source>N. Virginia</source>
        <translation>バージニア北部</translation>
    </message>
    <message>
        <source>Ohio</source>
        <translation>オハイオ</translation>
    </message>
    <message>
        <source>N. California</source>
        <translation>北カリフォルニア</translation>
    </message>
    <message>
        <source>Oregon</source>
        <translation>オレゴン</translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation>料金不明</translation>
    </message>
    <message>
        <source>less than {money}</source>
        <translation>{money} 未満</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} 日 {hours} 時間</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 時間 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分</translation>
    </message>
    <message>
        <source>more than {money}</source>
        <translation>{money} 超</translation>
    </message>
    <message>
        <source>{time} or longer</source>
        <translation>{time} 以上</translation>
    </message>
    <message>
        <source>{service} standing {time}, {money} so far</source>
        <translation>{service} 設置から {time}、これまで {money}</translation>
    </message>
    <message>
        <source>{service} standing {time}, price unknown</source>
        <translation>{service} 設置から {time}、料金不明</translation>
    </message>
    <message>
        <source>{service} running {time}, {money} so far</source>
        <translation>{service} 稼働中 {time}、これまで {money}</translation>
    </message>
    <message>
        <source>{service} running {time}, price unknown</source>
        <translation>{service} 稼働中 {time}、料金不明</translation>
    </message>
    <message>
        <source>{running} · stops by itself in {time}</source>
        <translation>{running} · あと {time}で自動停止</translation>
    </message>
    <message>
        <source>Practice: {running}</source>
        <translation>練習: {running}</translation>
    </message>
    <message>
        <source>not made</source>
        <translation>未作成</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>計画済み</translation>
    </message>
    <message>
        <source>being changed</source>
        <translation>変更中</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>ロールバック済み</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>being torn down</source>
        <translation>撤去中</translation>
    </message>
    <message>
        <source>Planning…</source>
        <translation>計画しています…</translation>
    </message>
    <message>
        <source>Applying…</source>
        <translation>適用しています…</translation>
    </message>
    <message>
        <source>Following a change…</source>
        <translation>変更の進行を表示しています…</translation>
    </message>
    <message>
        <source>Tearing down…</source>
        <translation>撤去しています…</translation>
    </message>
    <message>
        <source>Comparing with the template…</source>
        <translation>テンプレートと比較しています…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>開始しています…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>停止しています…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>点検しています…</translation>
    </message>
    <message>
        <source>“{title}”</source>
        <translation>「{title}」</translation>
    </message>
    <message>
        <source>That failed in a way that Livedesk does not know.</source>
        <translation>予期しない理由で失敗しました。</translation>
    </message>
    <message>
        <source>Try again; the log says how it failed.</source>
        <translation>もう一度お試しください。詳細はログにあります。</translation>
    </message>
</context>
<context>
    <name>CodeDialog</name>
    <message>
        <source>Code of your MFA device</source>
        <translation>MFA デバイスのコード</translation>
    </message>
    <message>
        <source>Type the six digits that the device shows now.</source>
        <translation>デバイスに表示されている 6 桁の数字を入力してください。</translation>
    </message>
    <message>
        <source>Six digits</source>
        <translation>6 桁の数字</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>ColourField</name>
    <message>
        <source>Choose a colour</source>
        <translation>色を選択</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Ban {name}?</source>
        <translation>{name} さんを BAN しますか?</translation>
    </message>
    <message>
        <source>They can&apos;t enter this chat any more, and all they wrote is removed.</source>
        <translation>このチャットに入室できなくなり、これまでのメッセージはすべて削除されます。</translation>
    </message>
    <message>
        <source>Ban</source>
        <translation>BAN</translation>
    </message>
    <message>
        <source>Remove everything from {name}?</source>
        <translation>{name} さんのメッセージをすべて削除しますか?</translation>
    </message>
    <message>
        <source>All they wrote so far disappears for everybody. They may go on.</source>
        <translation>これまでのメッセージが全員の画面から消えます。本人は引き続き書き込めます。</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>すべて削除</translation>
    </message>
    <message>
        <source>Clear the chat?</source>
        <translation>チャットを消去しますか?</translation>
    </message>
    <message>
        <source>Everything written so far disappears for everybody.</source>
        <translation>これまでのメッセージが全員の画面から消えます。</translation>
    </message>
    <message>
        <source>Clear the chat</source>
        <translation>チャットを消去</translation>
    </message>
    <message>
        <source>Really do this?</source>
        <translation>本当に実行しますか?</translation>
    </message>
    <message>
        <source>It can&apos;t be undone.</source>
        <translation>この操作は元に戻せません。</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>実行</translation>
    </message>
</context>
<context>
    <name>ControlsPanel</name>
    <message>
        <source>Broadcast</source>
        <translation>配信</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>配信を開始</translation>
    </message>
    <message>
        <source>Stop (hold)</source>
        <translation>停止(長押し)</translation>
    </message>
    <message>
        <source>Press again to stop</source>
        <translation>もう一度押すと停止</translation>
    </message>
</context>
<context>
    <name>CostTab</name>
    <message>
        <source>Length of the show</source>
        <translation>配信の長さ</translation>
    </message>
    <message>
        <source>Viewers at the same time</source>
        <translation>同時視聴者数</translation>
    </message>
    <message>
        <source>Chat messages a second</source>
        <translation>チャット(件/秒)</translation>
    </message>
    <message>
        <source>Answered by the edge</source>
        <translation>エッジのキャッシュヒット率</translation>
    </message>
    <message>
        <source> h</source>
        <translation> 時間</translation>
    </message>
    <message>
        <source>Lines of the price</source>
        <translation>料金の内訳</translation>
    </message>
    <message>
        <source>What this audience does</source>
        <translation>この視聴者数での負荷</translation>
    </message>
    <message>
        <source>For</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>料金</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出典</translation>
    </message>
    <message>
        <source>Costs nothing by itself</source>
        <translation>単独では無料</translation>
    </message>
    <message>
        <source>This show: {money}</source>
        <translation>今回の配信: {money}</translation>
    </message>
    <message>
        <source>An hour live: {hour} · a month unused: {month}</source>
        <translation>配信 1 時間: {hour} · 未使用時の月額: {month}</translation>
    </message>
    <message>
        <source>This show: {money}, and what has no known price</source>
        <translation>今回の配信: {money} + 料金不明の項目</translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation>料金不明</translation>
    </message>
    <message>
        <source>Nobody has verified some of these prices. Look them up: {links}</source>
        <translation>未確認の料金があります。公式ページで確認できます: {links}</translation>
    </message>
    <message>
        <source>{n} requests/s</source>
        <translation>{n} リクエスト/秒</translation>
    </message>
    <message>
        <source>{n} Gb/s</source>
        <translation>{n} Gb/s</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>エッジ</translation>
    </message>
    <message>
        <source>Origin, with {hit} % answered by the edge</source>
        <translation>オリジン(エッジのヒット率 {hit}%)</translation>
    </message>
    <message>
        <source>An hour of this</source>
        <translation>この負荷で 1 時間</translation>
    </message>
    <message>
        <source>needs {needed}, allowed are {limit} {unit}: have it raised first</source>
        <translation>必要 {needed}、上限 {limit} {unit}。先に引き上げを申請してください</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>量</translation>
    </message>
</context>
<context>
    <name>CropFields</name>
    <message>
        <source>Crop (or drag an edge with Alt)</source>
        <translation>切り抜き(Alt+端をドラッグでも可)</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Cut off the left in percent</source>
        <translation>左の切り抜き(%)</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Cut off the top in percent</source>
        <translation>上の切り抜き(%)</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Cut off the right in percent</source>
        <translation>右の切り抜き(%)</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>下</translation>
    </message>
    <message>
        <source>Cut off the bottom in percent</source>
        <translation>下の切り抜き(%)</translation>
    </message>
</context>
<context>
    <name>DeedBar</name>
    <message>
        <source>Plan</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>See what would happen and what it costs</source>
        <translation>変更内容と費用を確認</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>適用</translation>
    </message>
    <message>
        <source>Do what was planned</source>
        <translation>計画どおりに変更を実行</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Start the channel; it is paid while it runs</source>
        <translation>チャンネルを開始(稼働中は課金)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the channel; nothing is paid for it any more</source>
        <translation>チャンネルを停止(課金も止まる)</translation>
    </message>
    <message>
        <source>Tear down</source>
        <translation>撤去</translation>
    </message>
    <message>
        <source>Remove everything, and prove it</source>
        <translation>すべて削除し、残っていないことを確認</translation>
    </message>
    <message>
        <source>Save the picture as SVG…</source>
        <translation>図を SVG で保存…</translation>
    </message>
    <message>
        <source>Save the picture as PNG…</source>
        <translation>図を PNG で保存…</translation>
    </message>
    <message>
        <source>Compare with the template (drift)</source>
        <translation>テンプレートと比較(ドリフト)</translation>
    </message>
    <message>
        <source>Stop by itself</source>
        <translation>自動停止</translation>
    </message>
    <message>
        <source>after {hours} h</source>
        <translation>{hours} 時間後</translation>
    </message>
    <message>
        <source>never</source>
        <translation>しない</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
</context>
<context>
    <name>DestinationCard</name>
    <message>
        <source>Settings of {destination}</source>
        <translation>{destination} の設定</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>練習</translation>
    </message>
    <message>
        <source>Cloud channel</source>
        <translation>クラウドのチャンネル</translation>
    </message>
    <message>
        <source>New destination</source>
        <translation>新しい配信先</translation>
    </message>
    <message>
        <source>On air: practice on this computer.</source>
        <translation>このコンピューターで練習配信中です。</translation>
    </message>
    <message>
        <source>On air to {address}</source>
        <translation>{address} へ配信中</translation>
    </message>
    <message>
        <source>Where the stream goes</source>
        <translation>配信先の種類</translation>
    </message>
    <message>
        <source>Practice (this computer)</source>
        <translation>練習(このコンピューター)</translation>
    </message>
    <message>
        <source>RTMP address and stream key</source>
        <translation>RTMP アドレスとストリームキー</translation>
    </message>
    <message>
        <source>Name (optional)</source>
        <translation>名前(省略可)</translation>
    </message>
    <message>
        <source>Name of this destination</source>
        <translation>この配信先の名前</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Remove this destination</source>
        <translation>この配信先を削除</translation>
    </message>
</context>
<context>
    <name>DestinationPanel</name>
    <message>
        <source>Practice {number}</source>
        <translation>練習 {number}</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>配信先</translation>
    </message>
    <message>
        <source>Add destination</source>
        <translation>配信先を追加</translation>
    </message>
    <message>
        <source>Add a destination</source>
        <translation>配信先を追加</translation>
    </message>
    <message>
        <source>MediaLive input (two addresses)</source>
        <translation>MediaLive 入力(アドレス 2 つ)</translation>
    </message>
    <message>
        <source>Cloud channel…</source>
        <translation>クラウドのチャンネル…</translation>
    </message>
    <message>
        <source>Practice (this computer)</source>
        <translation>練習(このコンピューター)</translation>
    </message>
    <message>
        <source>RTMP address and stream key</source>
        <translation>RTMP アドレスとストリームキー</translation>
    </message>
</context>
<context>
    <name>DestinationState</name>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>もう一度開始</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Can&apos;t be used like this</source>
        <translation>この設定では使えません</translation>
    </message>
    <message>
        <source>Not on air</source>
        <translation>未配信</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>On air</source>
        <translation>配信中</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>接続中</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>再接続中</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>停止しています…</translation>
    </message>
    <message>
        <source>Enter its address first</source>
        <translation>先にアドレスを入力してください</translation>
    </message>
    <message>
        <source>{state} in {seconds} s</source>
        <translation>{state}(あと {seconds} 秒)</translation>
    </message>
    <message>
        <source>{state}, attempt {number}</source>
        <translation>{state}({number} 回目)</translation>
    </message>
    <message>
        <source>{state}…</source>
        <translation>{state}…</translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>今すぐ再試行</translation>
    </message>
    <message>
        <source>Retry this destination now</source>
        <translation>この配信先を今すぐ再試行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop this destination only</source>
        <translation>この配信先だけ停止</translation>
    </message>
    <message>
        <source>Start this destination</source>
        <translation>この配信先を開始</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>not made</source>
        <translation>未作成</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>アーキテクチャ</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>費用</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>リソース</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>点検</translation>
    </message>
    <message>
        <source>About</source>
        <translation>説明</translation>
    </message>
    <message>
        <source>About this architecture</source>
        <translation>このアーキテクチャについて</translation>
    </message>
</context>
<context>
    <name>EditActions</name>
    <message>
        <source>&amp;Undo</source>
        <translation>元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Undo: {edit}</source>
        <translation>元に戻す: {edit}(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>やり直す(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Redo: {edit}</source>
        <translation>やり直す: {edit}(&amp;R)</translation>
    </message>
</context>
<context>
    <name>Edits</name>
    <message>
        <source>Add scene</source>
        <translation>シーンの追加</translation>
    </message>
    <message>
        <source>Remove scene</source>
        <translation>シーンの削除</translation>
    </message>
    <message>
        <source>Rename scene</source>
        <translation>シーン名の変更</translation>
    </message>
    <message>
        <source>Duplicate scene</source>
        <translation>シーンの複製</translation>
    </message>
    <message>
        <source>Reorder scenes</source>
        <translation>シーンの並べ替え</translation>
    </message>
    <message>
        <source>Add sound</source>
        <translation>音声の追加</translation>
    </message>
    <message>
        <source>Remove sound</source>
        <translation>音声の削除</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Change options</source>
        <translation>設定の変更</translation>
    </message>
    <message>
        <source>Add layer</source>
        <translation>レイヤーの追加</translation>
    </message>
    <message>
        <source>Remove layer</source>
        <translation>レイヤーの削除</translation>
    </message>
    <message>
        <source>Duplicate layer</source>
        <translation>レイヤーの複製</translation>
    </message>
    <message>
        <source>Reorder layers</source>
        <translation>レイヤーの並べ替え</translation>
    </message>
    <message>
        <source>Move layer</source>
        <translation>レイヤーの移動</translation>
    </message>
    <message>
        <source>Resize layer</source>
        <translation>レイヤーのサイズ変更</translation>
    </message>
    <message>
        <source>Crop layer</source>
        <translation>レイヤーの切り抜き</translation>
    </message>
    <message>
        <source>Arrange layer</source>
        <translation>レイヤーの配置</translation>
    </message>
    <message>
        <source>Change opacity</source>
        <translation>不透明度の変更</translation>
    </message>
    <message>
        <source>Show layer</source>
        <translation>レイヤーの表示</translation>
    </message>
    <message>
        <source>Hide layer</source>
        <translation>レイヤーの非表示</translation>
    </message>
    <message>
        <source>Lock layer</source>
        <translation>レイヤーのロック</translation>
    </message>
    <message>
        <source>Unlock layer</source>
        <translation>レイヤーのロック解除</translation>
    </message>
</context>
<context>
    <name>EncoderRows</name>
    <message>
        <source>Encoder</source>
        <translation>エンコーダー</translation>
    </message>
    <message>
        <source>Encoder speed</source>
        <translation>エンコード速度</translation>
    </message>
    <message>
        <source>Slower ones look better at the same bitrate and cost more of the processor.</source>
        <translation>遅い設定ほど同じビットレートでも高画質になりますが、CPU の負荷が増えます。</translation>
    </message>
    <message>
        <source>Finds out how much faster than needed each speed is here; takes some seconds.</source>
        <translation>このコンピューターで、各速度にどれだけ余裕があるかを測ります。数秒かかります。</translation>
    </message>
    <message>
        <source>{encoder} (not available)</source>
        <translation>{encoder}(使用不可)</translation>
    </message>
    <message>
        <source>{preset} · {factor}×</source>
        <translation>{preset} · {factor} 倍</translation>
    </message>
    <message>
        <source>× is how much faster than needed it encodes here. Advised: {preset}</source>
        <translation>倍率は、必要な速さに対する余裕です。推奨: {preset}</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>測定中…</translation>
    </message>
    <message>
        <source>Measure this computer</source>
        <translation>エンコード性能を測定</translation>
    </message>
</context>
<context>
    <name>EventsTab</name>
    <message>
        <source>Waiting for the first event…</source>
        <translation>最初のイベントを待っています…</translation>
    </message>
    <message>
        <source>Nothing has happened here since this window was opened.</source>
        <translation>このウィンドウを開いてから、まだ何も起きていません。</translation>
    </message>
    <message>
        <source>First failure: {resource}</source>
        <translation>最初の失敗: {resource}</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>リソース</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Reason or type</source>
        <translation>理由または種類</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>First failure</source>
        <translation>最初の失敗</translation>
    </message>
</context>
<context>
    <name>ExcitementPanel</name>
    <message>
        <source>Chat, last 10 minutes</source>
        <translation>チャット(直近 10 分)</translation>
    </message>
    <message>
        <source>{time}: {messages} messages, {stamps} stamps, {donations} donations</source>
        <translation>{time}: メッセージ {messages} 件、スタンプ {stamps} 件、投げ銭 {donations} 件</translation>
    </message>
</context>
<context>
    <name>FieldForm</name>
    <message>
        <source>Please fill this in.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自動</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>Choose a media file</source>
        <translation>メディアファイルを選択</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>画像を選択</translation>
    </message>
    <message>
        <source>Choose a file of certificates</source>
        <translation>証明書ファイルを選択</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>フォルダーを選択</translation>
    </message>
    <message>
        <source>Pictures ({endings})</source>
        <translation>画像 ({endings})</translation>
    </message>
    <message>
        <source>Certificates ({endings})</source>
        <translation>証明書 ({endings})</translation>
    </message>
    <message>
        <source>Media files ({endings})</source>
        <translation>メディアファイル ({endings})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>参照…</translation>
    </message>
</context>
<context>
    <name>FirstRunDialog</name>
    <message>
        <source>Welcome to Livedesk</source>
        <translation>Livedesk へようこそ</translation>
    </message>
    <message>
        <source>How do you want to begin?</source>
        <translation>どのように始めますか?</translation>
    </message>
    <message>
        <source>All of this can be changed later, under “Destination”.</source>
        <translation>あとから「配信先」でいつでも変更できます。</translation>
    </message>
    <message>
        <source>Practise now</source>
        <translation>今すぐ練習する</translation>
    </message>
    <message>
        <source>Go live to this computer only, without an account. You see what viewers would see; nobody else does.</source>
        <translation>アカウントなしで、このコンピューターだけに配信します。視聴者に見える映像を自分だけで確認できます。</translation>
    </message>
    <message>
        <source>Practise</source>
        <translation>練習する</translation>
    </message>
    <message>
        <source>I have an address and a key</source>
        <translation>アドレスとキーを使う</translation>
    </message>
    <message>
        <source>From Amazon IVS, MediaLive, or any other service that takes RTMP or RTMPS.</source>
        <translation>Amazon IVS、MediaLive など、RTMP または RTMPS を受け付けるサービスのものを使います。</translation>
    </message>
    <message>
        <source>Enter them</source>
        <translation>入力する</translation>
    </message>
    <message>
        <source>Set up Amazon IVS</source>
        <translation>Amazon IVS を準備する</translation>
    </message>
    <message>
        <source>Livedesk makes the channel, in practice first or in your account, and fetches its key when you go live.</source>
        <translation>Livedesk がチャンネルを作成し、キーは配信開始時に取得します。まず練習でも試せます。</translation>
    </message>
    <message>
        <source>Set it up</source>
        <translation>設定する</translation>
    </message>
</context>
<context>
    <name>Furniture</name>
    <message>
        <source>Livedesk studio</source>
        <translation>Livedesk スタジオ</translation>
    </message>
</context>
<context>
    <name>GoLiveSteps</name>
    <message>
        <source>Retry now</source>
        <translation>今すぐ再試行</translation>
    </message>
    <message>
        <source>Go live again</source>
        <translation>もう一度配信を開始</translation>
    </message>
    <message>
        <source>Go to the cloud page</source>
        <translation>クラウドのページへ</translation>
    </message>
    <message>
        <source>Go to the destination</source>
        <translation>配信先へ移動</translation>
    </message>
    <message>
        <source>Go to the stream key</source>
        <translation>ストリームキーへ移動</translation>
    </message>
    <message>
        <source>Go to the source</source>
        <translation>ソースへ移動</translation>
    </message>
    <message>
        <source>Go to the picture</source>
        <translation>映像の設定へ移動</translation>
    </message>
    <message>
        <source>Start the engine again</source>
        <translation>エンジンを再起動</translation>
    </message>
    <message>
        <source>Retry now (in {seconds} s by itself)</source>
        <translation>今すぐ再試行({seconds} 秒後に自動)</translation>
    </message>
    <message>
        <source>Check the settings</source>
        <translation>設定の確認</translation>
    </message>
    <message>
        <source>Open the source</source>
        <translation>ソースを開く</translation>
    </message>
    <message>
        <source>Start the encoder</source>
        <translation>エンコーダーの起動</translation>
    </message>
    <message>
        <source>Reach the server</source>
        <translation>サーバーへの接続</translation>
    </message>
    <message>
        <source>Agree with the server</source>
        <translation>サーバーとの取り決め</translation>
    </message>
    <message>
        <source>Get the stream accepted</source>
        <translation>配信の受け入れ</translation>
    </message>
    <message>
        <source>Send the first picture</source>
        <translation>最初の映像の送信</translation>
    </message>
    <message>
        <source>Steps of going live</source>
        <translation>配信開始までの手順</translation>
    </message>
    <message>
        <source>Get address and key from the cloud</source>
        <translation>クラウドからアドレスとキーを取得</translation>
    </message>
</context>
<context>
    <name>Headline</name>
    <message>
        <source>not asked yet</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>starting the practice account…</source>
        <translation>練習アカウントを起動しています…</translation>
    </message>
    <message>
        <source>signing in…</source>
        <translation>サインインしています…</translation>
    </message>
    <message>
        <source>no account</source>
        <translation>アカウントなし</translation>
    </message>
    <message>
        <source>as of {time}; no answer since</source>
        <translation>{time} の情報です。以後応答がありません</translation>
    </message>
    <message>
        <source>asking…</source>
        <translation>問い合わせ中…</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>応答あり</translation>
    </message>
    <message>
        <source>Shows are not recorded: their file can&apos;t be used; see the log.</source>
        <translation>配信を記録できません: 記録用ファイルを使用できません。ログを確認してください。</translation>
    </message>
    <message>
        <source>Waiting to be recorded: {count}. {message} {hint}</source>
        <translation>記録待ち: {count} 件。{message}{hint}</translation>
    </message>
    <message>
        <source>On this computer; nothing costs anything · {region}</source>
        <translation>このコンピューター内・費用はかかりません · {region}</translation>
    </message>
    <message>
        <source>Profile {profile} · {region}</source>
        <translation>プロファイル {profile} · {region}</translation>
    </message>
    <message>
        <source>Account {account} · {region} · profile {profile} · {arn}</source>
        <translation>アカウント {account} · {region} · プロファイル {profile} · {arn}</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Account…</source>
        <translation>アカウント…</translation>
    </message>
    <message>
        <source>Choose the account</source>
        <translation>アカウントを選ぶ</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Ask the account again</source>
        <translation>アカウントにもう一度問い合わせる</translation>
    </message>
</context>
<context>
    <name>HealthPanel</name>
    <message>
        <source>{count} in total</source>
        <translation>合計 {count}</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>データなし</translation>
    </message>
    <message>
        <source>Health of the broadcast, last 5 minutes</source>
        <translation>配信の状態(直近 5 分)</translation>
    </message>
    <message>
        <source>Bitrate</source>
        <translation>ビットレート</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>FPS</translation>
    </message>
    <message>
        <source>Queue delay</source>
        <translation>送信待ち</translation>
    </message>
    <message>
        <source>Dropped frames</source>
        <translation>フレーム落ち</translation>
    </message>
    <message>
        <source>Engine CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Engine memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>encoded</source>
        <translation>圧縮</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>送信</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>到達</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目標</translation>
    </message>
    <message>
        <source>actual</source>
        <translation>実測</translation>
    </message>
    <message>
        <source>render</source>
        <translation>描画</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>圧縮</translation>
    </message>
    <message>
        <source>network</source>
        <translation>回線</translation>
    </message>
</context>
<context>
    <name>HealthStrip</name>
    <message>
        <source>Practice</source>
        <translation>練習</translation>
    </message>
    <message>
        <source>Connection to</source>
        <translation>接続先</translation>
    </message>
    <message>
        <source>Destination whose connection is drawn</source>
        <translation>グラフに表示する配信先</translation>
    </message>
</context>
<context>
    <name>HeldCard</name>
    <message>
        <source>Let through</source>
        <translation>承認</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>却下</translation>
    </message>
</context>
<context>
    <name>HeldQueue</name>
    <message>
        <source>No message waits.</source>
        <translation>保留中のメッセージはありません。</translation>
    </message>
    <message>
        <source>Messages that wait</source>
        <translation>保留中のメッセージ</translation>
    </message>
</context>
<context>
    <name>HotkeysDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Shortcut for “{action}”</source>
        <translation>「{action}」のショートカット</translation>
    </message>
    <message>
        <source>Use the default: {key}</source>
        <translation>既定値に戻す: {key}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>{key} already belongs to “{action}”.</source>
        <translation>{key} は「{action}」で使われています。</translation>
    </message>
</context>
<context>
    <name>LayerMenu</name>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>To the top</source>
        <translation>最前面へ</translation>
    </message>
    <message>
        <source>Raise</source>
        <translation>前面へ</translation>
    </message>
    <message>
        <source>Lower</source>
        <translation>背面へ</translation>
    </message>
    <message>
        <source>To the bottom</source>
        <translation>最背面へ</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>非表示にする</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>ロックを解除</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>ロック</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Fit to the picture</source>
        <translation>画面内に合わせる</translation>
    </message>
    <message>
        <source>Fill the picture</source>
        <translation>画面いっぱいに表示</translation>
    </message>
    <message>
        <source>Stretch over the picture</source>
        <translation>画面いっぱいに引き伸ばす</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>中央に配置</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>リセット</translation>
    </message>
</context>
<context>
    <name>LayerOptions</name>
    <message>
        <source>Options: {name}</source>
        <translation>設定: {name}</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Opacity of the layer</source>
        <translation>レイヤーの不透明度</translation>
    </message>
    <message>
        <source>Remove this sound</source>
        <translation>この音声を削除</translation>
    </message>
    <message>
        <source>What is captured</source>
        <translation>取り込むもの</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>Nothing is shown here yet. Add a screen first.</source>
        <translation>まだ何も表示されていません。まず画面を追加してください。</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>非表示</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>ロック中</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>使用不可</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>レイヤー</translation>
    </message>
    <message>
        <source>Layers of the scene, the topmost first</source>
        <translation>シーンのレイヤー(上が最前面)</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Add to the scene</source>
        <translation>シーンに追加</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>非表示にする</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>ロック</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>ロックを解除</translation>
    </message>
    <message>
        <source>Raise</source>
        <translation>前面へ</translation>
    </message>
    <message>
        <source>Lower</source>
        <translation>背面へ</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Place and more</source>
        <translation>配置とその他の操作</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>silent</source>
        <translation>無音</translation>
    </message>
    <message>
        <source>{level} decibels</source>
        <translation>{level} デシベル</translation>
    </message>
    <message>
        <source>{level}, clipped</source>
        <translation>{level}、音割れ</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Open this link?</source>
        <translation>このリンクを開きますか?</translation>
    </message>
    <message>
        <source>No address</source>
        <translation>アドレスがありません</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>ブラウザーで開く</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>This is not the address of a web page.</source>
        <translation>Web ページのアドレスではありません。</translation>
    </message>
    <message>
        <source>The name is written “{name}”; its letters may look like those of another site.</source>
        <translation>表記は「{name}」です。別のサイトに見せかけた文字かもしれません。</translation>
    </message>
    <message>
        <source>What stands before the @ is not the site.</source>
        <translation>「@」より前の部分はサイト名ではありません。</translation>
    </message>
</context>
<context>
    <name>MailsDialog</name>
    <message>
        <source>E-mails of the practice account</source>
        <translation>練習アカウントのメール</translation>
    </message>
    <message>
        <source>E-mails</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Confirm the subscription</source>
        <translation>サブスクリプションを確認</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>They stay on this computer; on AWS they would have been sent.</source>
        <translation>このコンピューターに残ります。AWS では実際に送信されます。</translation>
    </message>
    <message>
        <source>Nothing has been sent yet.</source>
        <translation>まだ何も送信されていません。</translation>
    </message>
    <message>
        <source>Confirmed: it gets what the topic sends from now on.</source>
        <translation>確認しました。今後、トピックの通知が届きます。</translation>
    </message>
</context>
<context>
    <name>MentionWatch</name>
    <message>
        <source>{name} in the chat</source>
        <translation>チャット: {name} さん</translation>
    </message>
</context>
<context>
    <name>MixerMenu</name>
    <message>
        <source>Sound settings…</source>
        <translation>音声の設定…</translation>
    </message>
    <message>
        <source>Options of the source</source>
        <translation>ソースの設定</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>MixerPanel</name>
    <message>
        <source>Programme</source>
        <translation>配信音声</translation>
    </message>
    <message>
        <source>{device} (not connected)</source>
        <translation>{device}(未接続)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Nothing here has sound yet. Add a microphone under “Layers”.</source>
        <translation>音声のあるソースがまだありません。「レイヤー」でマイクを追加してください。</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>音声</translation>
    </message>
    <message>
        <source>Headphones</source>
        <translation>ヘッドホン</translation>
    </message>
    <message>
        <source>Where solo inputs are played</source>
        <translation>ソロの音声を流す機器</translation>
    </message>
</context>
<context>
    <name>MixerRow</name>
    <message>
        <source>off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>{gain} dB</source>
        <translation>{gain} dB</translation>
    </message>
    <message>
        <source>Level of {input}</source>
        <translation>{input} のレベル</translation>
    </message>
    <message>
        <source>Press the red mark once you have seen that it clipped</source>
        <translation>音割れを確認したら、赤い印を押して消してください</translation>
    </message>
    <message>
        <source>Gain of {input}</source>
        <translation>{input} の音量</translation>
    </message>
    <message>
        <source>Double-click for 0 dB</source>
        <translation>ダブルクリックで 0 dB</translation>
    </message>
    <message>
        <source>Mute {input}</source>
        <translation>{input} をミュート</translation>
    </message>
    <message>
        <source>Only {input} in the headphones</source>
        <translation>ヘッドホンで {input} だけを聞く</translation>
    </message>
    <message>
        <source>More about the sound of {input}</source>
        <translation>{input} の音声のその他の操作</translation>
    </message>
</context>
<context>
    <name>ModerationDialog</name>
    <message>
        <source>Moderation of the chat</source>
        <translation>チャットのモデレーション</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>Slow mode</source>
        <translation>低速モード</translation>
    </message>
    <message>
        <source>Only members may write</source>
        <translation>メンバーだけが書き込める</translation>
    </message>
    <message>
        <source>Only stamps may be sent</source>
        <translation>スタンプだけを送信できる</translation>
    </message>
    <message>
        <source>Messages with links wait for a moderator</source>
        <translation>リンク付きのメッセージを保留する</translation>
    </message>
    <message>
        <source>Clear the chat…</source>
        <translation>チャットを消去…</translation>
    </message>
    <message>
        <source>What moderators did</source>
        <translation>モデレーターの操作の記録</translation>
    </message>
    <message>
        <source>End panic mode</source>
        <translation>緊急モードを終了</translation>
    </message>
    <message>
        <source>Panic mode</source>
        <translation>緊急モード</translation>
    </message>
    <message>
        <source>Held ({count})</source>
        <translation>保留({count})</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Slow mode: one message of a viewer in</source>
        <translation>低速モード(視聴者の書き込み間隔)</translation>
    </message>
    <message>
        <source>In panic mode only moderators and you write, until you end it.</source>
        <translation>終了するまで、モデレーターと自分だけが書き込めます。</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>ルーム</translation>
    </message>
    <message>
        <source>Blocked words</source>
        <translation>禁止ワード</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>MoreMenu</name>
    <message>
        <source>Search…</source>
        <translation>検索…</translation>
    </message>
    <message>
        <source>Next mention</source>
        <translation>次のメンション</translation>
    </message>
    <message>
        <source>Go to the newest</source>
        <translation>最新へ移動</translation>
    </message>
    <message>
        <source>Moderation…</source>
        <translation>モデレーション…</translation>
    </message>
    <message>
        <source>Ask everybody…</source>
        <translation>アンケートを作成…</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>エフェクト</translation>
    </message>
    <message>
        <source>Let a crowd talk (practice)</source>
        <translation>仮想視聴者を参加させる(練習)</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字の大きさ</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>大きく</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>小さく</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Save the chat…</source>
        <translation>チャットを保存…</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>コマンド一覧…</translation>
    </message>
    <message>
        <source>Chat settings…</source>
        <translation>チャットの設定…</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Got it</source>
        <translation>了解</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>The recording {file} was not completed.</source>
        <translation>録画 {file} は途中で終わっています。</translation>
    </message>
    <message>
        <source>The settings can&apos;t be saved ({reason}).</source>
        <translation>設定を保存できません({reason})。</translation>
    </message>
    <message>
        <source>The window was too busy: {count} messages were lost.</source>
        <translation>ウィンドウの処理が追いつかず、{count} 件の通知が失われました。</translation>
    </message>
    <message>
        <source>Something unexpected happened; the log says what. A broadcast goes on.</source>
        <translation>予期しない問題が起きました。詳細はログにあります。配信は続いています。</translation>
    </message>
    <message>
        <source>Start the engine again</source>
        <translation>エンジンを再起動</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>フォルダーを開く</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>修復</translation>
    </message>
    <message>
        <source>Keep as it is</source>
        <translation>そのまま残す</translation>
    </message>
    <message>
        <source>Go to the destination</source>
        <translation>配信先へ移動</translation>
    </message>
    <message>
        <source>The recording {file} was completed ({time}).</source>
        <translation>録画 {file} を修復しました({time})。</translation>
    </message>
    <message>
        <source>{input} has been silent for 10 seconds.</source>
        <translation>「{input}」が 10 秒間無音です。</translation>
    </message>
    <message>
        <source>{input} has shown nothing but black for 10 seconds.</source>
        <translation>「{input}」の映像が 10 秒間真っ黒です。</translation>
    </message>
    <message>
        <source>The picture of {input} has not moved for 10 seconds.</source>
        <translation>「{input}」の映像が 10 秒間止まっています。</translation>
    </message>
    <message>
        <source>The settings were written by a newer Livedesk. They are used as far as possible, and changes are not saved.</source>
        <translation>設定はより新しい Livedesk で保存されたものです。読み取れる範囲で使用し、変更は保存しません。</translation>
    </message>
    <message>
        <source>The settings file was damaged; the settings before it are used.</source>
        <translation>設定ファイルが壊れていたため、1 つ前の設定を使用しています。</translation>
    </message>
    <message>
        <source>The settings file was damaged; Livedesk starts with new settings.</source>
        <translation>設定ファイルが壊れていたため、初期設定で起動しました。</translation>
    </message>
</context>
<context>
    <name>NoticesPanel</name>
    <message>
        <source>{count} more</source>
        <translation>ほか {count} 件</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>Last broadcast</source>
        <translation>前回の配信</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>配信時間</translation>
    </message>
    <message>
        <source>Frames sent</source>
        <translation>送信フレーム</translation>
    </message>
    <message>
        <source>{sent} of {encoded}</source>
        <translation>{encoded} 枚中 {sent} 枚</translation>
    </message>
    <message>
        <source>Repeated, composed late</source>
        <translation>描画の遅れ</translation>
    </message>
    <message>
        <source>Skipped by the encoder</source>
        <translation>エンコーダーによる損失</translation>
    </message>
    <message>
        <source>Dropped by the network</source>
        <translation>回線による損失</translation>
    </message>
    <message>
        <source>Reconnects</source>
        <translation>再接続</translation>
    </message>
</context>
<context>
    <name>OutputLine</name>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy {name}</source>
        <translation>{name} をコピー</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>{name} を開く</translation>
    </message>
</context>
<context>
    <name>OutputsTab</name>
    <message>
        <source>There is nothing to read yet: outputs come with the stack.</source>
        <translation>まだ出力はありません。スタックの作成後に表示されます。</translation>
    </message>
    <message>
        <source>Use as destination</source>
        <translation>配信先にする</translation>
    </message>
    <message>
        <source>The stream key is fetched when you go live, and kept in memory only.</source>
        <translation>ストリームキーは配信開始時に取得し、メモリにだけ保持します。</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Pages</source>
        <translation>ページ</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>スタジオ</translation>
    </message>
    <message>
        <source>The broadcast</source>
        <translation>配信</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>クラウド</translation>
    </message>
    <message>
        <source>Set up, watch and tear down the cloud side</source>
        <translation>クラウド側の構築・監視・撤去</translation>
    </message>
</context>
<context>
    <name>PaidDialog</name>
    <message>
        <source>Something still costs money</source>
        <translation>料金が発生し続けています</translation>
    </message>
    <message>
        <source>While Livedesk is closed nobody stops it, and nobody sees what it costs.</source>
        <translation>Livedesk を閉じている間は、自動で停止せず、費用も表示されません。</translation>
    </message>
    <message>
        <source>Stop it and close</source>
        <translation>停止して閉じる</translation>
    </message>
    <message>
        <source>Leave it running</source>
        <translation>動かしたまま閉じる</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>停止しています…</translation>
    </message>
</context>
<context>
    <name>ParameterForm</name>
    <message>
        <source>Use that of {stack}</source>
        <translation>{stack} の値を使う</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>詳細設定</translation>
    </message>
    <message>
        <source>There is nothing to choose here.</source>
        <translation>設定項目はありません。</translation>
    </message>
    <message>
        <source>Use this computer&apos;s address</source>
        <translation>このコンピューターのアドレスを使う</translation>
    </message>
</context>
<context>
    <name>PicturePanel</name>
    <message>
        <source>Picture</source>
        <translation>映像</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>幅</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高さ</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>フレームレート</translation>
    </message>
    <message>
        <source>Bitrate</source>
        <translation>ビットレート</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>カスタム</translation>
    </message>
</context>
<context>
    <name>PinCard</name>
    <message>
        <source>Pinned: {name}: {text}</source>
        <translation>固定: {name}: {text}</translation>
    </message>
    <message>
        <source>Take it down</source>
        <translation>固定を解除</translation>
    </message>
</context>
<context>
    <name>PlanTab</name>
    <message>
        <source>This computer&apos;s address was {was} when it was planned and is {now} now. Plan again, or nothing will be let in.</source>
        <translation>このコンピューターのアドレスが計画時の {was} から {now} に変わりました。計画し直さないと、映像を受け付けません。</translation>
    </message>
    <message>
        <source>Press “Plan” to see what would happen. Nothing is changed by that.</source>
        <translation>「計画」を押すと変更内容を確認できます。この時点では何も変更されません。</translation>
    </message>
    <message>
        <source>Steps of the plan</source>
        <translation>計画の手順</translation>
    </message>
    <message>
        <source>Check the template</source>
        <translation>テンプレートの検査</translation>
    </message>
    <message>
        <source>Offered in this region</source>
        <translation>リージョンでの提供</translation>
    </message>
    <message>
        <source>Within the quotas</source>
        <translation>クォータの範囲内</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>料金</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Discard this plan</source>
        <translation>この計画を破棄</translation>
    </message>
    <message>
        <source>This can&apos;t be applied: see the step that failed.</source>
        <translation>適用できません。失敗した手順を確認してください。</translation>
    </message>
    <message>
        <source>Changes: {count} · planned at {time}</source>
        <translation>変更: {count} 件 · {time} に計画</translation>
    </message>
    <message>
        <source>an hour live: {money}</source>
        <translation>配信 1 時間: {money}</translation>
    </message>
    <message>
        <source>No service that AWS has ended</source>
        <translation>提供終了サービスの有無</translation>
    </message>
    <message>
        <source>Your permissions</source>
        <translation>権限</translation>
    </message>
    <message>
        <source>Code in the bucket</source>
        <translation>コードのアップロード</translation>
    </message>
    <message>
        <source>Replaced or removed, with address and content: {names}</source>
        <translation>アドレスや中身ごと置き換えまたは削除されるもの: {names}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>リソース</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>replace (the old one is lost)</source>
        <translation>置き換え(元のものは失われます)</translation>
    </message>
    <message>
        <source>change, perhaps replace</source>
        <translation>変更(置き換えの可能性あり)</translation>
    </message>
    <message>
        <source>make</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>take over</source>
        <translation>インポート</translation>
    </message>
    <message>
        <source>known only later</source>
        <translation>実行時に判明</translation>
    </message>
</context>
<context>
    <name>PlotReadout</name>
    <message>
        <source>min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>avg</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>{seconds} s old</source>
        <translation>{seconds} 秒前</translation>
    </message>
    <message>
        <source>{minutes} min old</source>
        <translation>{minutes} 分前</translation>
    </message>
    <message>
        <source>−{minutes}:{seconds} min</source>
        <translation>−{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{line}: no values.</source>
        <translation>{line}: 値がありません。</translation>
    </message>
    <message>
        <source>{line}: now {now}, lowest {low}, average {mean}, highest {high}.</source>
        <translation>{line}: 現在 {now}、最小 {low}、平均 {mean}、最大 {high}。</translation>
    </message>
</context>
<context>
    <name>PoliciesDialog</name>
    <message>
        <source>Policies to copy</source>
        <translation>コピー用ポリシー</translation>
    </message>
    <message>
        <source>Give these to whoever manages the account.</source>
        <translation>アカウントの管理者に渡してください。</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Deployer: plans, applies and tears down</source>
        <translation>構築担当: 計画・適用・撤去</translation>
    </message>
    <message>
        <source>Operator: streams, starts and stops</source>
        <translation>運用担当: 配信・開始・停止</translation>
    </message>
    <message>
        <source>Viewer: only looks</source>
        <translation>閲覧担当: 表示のみ</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>ポリシー</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy the policy</source>
        <translation>ポリシーをコピー</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>PollCard</name>
    <message>
        <source>ended</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>End the poll</source>
        <translation>アンケートを終了</translation>
    </message>
    <message>
        <source>Put it away</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Poll: {question}</source>
        <translation>アンケート: {question}</translation>
    </message>
</context>
<context>
    <name>PollDialog</name>
    <message>
        <source>Ask everybody</source>
        <translation>アンケートを作成</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Answer {number}</source>
        <translation>選択肢 {number}</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>受付時間</translation>
    </message>
    <message>
        <source>Until it is ended</source>
        <translation>終了するまで</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Everybody in the chat can answer once; the last answer counts.</source>
        <translation>1 人 1 票です。選び直した場合は、最後に選んだものが有効です。</translation>
    </message>
    <message>
        <source>Write a question and at least two answers.</source>
        <translation>質問と 2 つ以上の選択肢を入力してください。</translation>
    </message>
</context>
<context>
    <name>PracticeCard</name>
    <message>
        <source>Practice ingest: starting…</source>
        <translation>練習用サーバー: 起動中…</translation>
    </message>
    <message>
        <source>Practice ingest: ready</source>
        <translation>練習用サーバー: 準備完了</translation>
    </message>
    <message>
        <source>Practice ingest: not running</source>
        <translation>練習用サーバー: 停止中</translation>
    </message>
    <message>
        <source>Practice ingest: {fps} fps, {rate} Mb/s</source>
        <translation>練習用サーバー: {fps} fps、{rate} Mb/s</translation>
    </message>
    <message>
        <source>The practice ingest failed unexpectedly; the log says how.</source>
        <translation>練習用サーバーで予期しない問題が起きました。詳細はログにあります。</translation>
    </message>
    <message>
        <source>A complete rehearsal with a server on this computer. No account needed.</source>
        <translation>このコンピューター内で本番どおりに練習できます。アカウントは不要です。</translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation>もう一度起動</translation>
    </message>
    <message>
        <source>Start the practice ingest again</source>
        <translation>練習用サーバーをもう一度起動</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>視聴</translation>
    </message>
    <message>
        <source>Open this destination&apos;s viewers&apos; page</source>
        <translation>この配信先の視聴ページを開く</translation>
    </message>
</context>
<context>
    <name>PreviewEditing</name>
    <message>
        <source>Scene: no layer selected</source>
        <translation>シーン: レイヤー未選択</translation>
    </message>
    <message>
        <source>Layer {name}: {width} × {height} px at {x}, {y}</source>
        <translation>レイヤー {name}: {width} × {height} px、位置 {x}, {y}</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>No new picture for {seconds} s</source>
        <translation>{seconds} 秒間、新しい映像がありません</translation>
    </message>
    <message>
        <source>The broadcast engine is starting…</source>
        <translation>配信エンジンを起動しています…</translation>
    </message>
    <message>
        <source>Opening the source…</source>
        <translation>ソースを開いています…</translation>
    </message>
    <message>
        <source>{source}: not available</source>
        <translation>{source}: 使用できません</translation>
    </message>
    <message>
        <source>{source}: opening</source>
        <translation>{source}: 開いています</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>This scene is empty</source>
        <translation>このシーンは空です</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>プレビュー</translation>
    </message>
    <message>
        <source>Preview of the programme</source>
        <translation>配信映像のプレビュー</translation>
    </message>
    <message>
        <source>{width} × {height} · {fps} fps · {rate} Mb/s</source>
        <translation>{width} × {height} · {fps} fps · {rate} Mb/s</translation>
    </message>
</context>
<context>
    <name>ProfileMenu</name>
    <message>
        <source>&amp;New profile…</source>
        <translation>新しいプロファイル(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Rename this profile…</source>
        <translation>このプロファイルの名前を変更(&amp;R)…</translation>
    </message>
    <message>
        <source>Re&amp;move this profile…</source>
        <translation>このプロファイルを削除(&amp;M)…</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>新しいプロファイル</translation>
    </message>
    <message>
        <source>It begins as a copy of the present one. Name:</source>
        <translation>今のプロファイルのコピーを作ります。名前:</translation>
    </message>
    <message>
        <source>Rename profile</source>
        <translation>プロファイルの名前を変更</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>名前:</translation>
    </message>
    <message>
        <source>Remove profile</source>
        <translation>プロファイルを削除</translation>
    </message>
    <message>
        <source>Remove the profile “{name}” with its scenes?</source>
        <translation>プロファイル「{name}」をシーンごと削除しますか?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>残す</translation>
    </message>
</context>
<context>
    <name>ProofCard</name>
    <message>
        <source>{stack} is gone: nothing that costs money is left.</source>
        <translation>{stack} を撤去しました。課金対象は残っていません。</translation>
    </message>
    <message>
        <source>{stack} is gone: only what is kept on purpose still costs money.</source>
        <translation>{stack} を撤去しました。意図して残したもの以外に課金対象はありません。</translation>
    </message>
    <message>
        <source>{stack} is gone, but something that costs money is left.</source>
        <translation>{stack} を撤去しましたが、課金対象が残っています。</translation>
    </message>
    <message>
        <source>Resources removed: {count}. Looked at {time} in account {account}, {region}, by {calls}.</source>
        <translation>削除したリソース: {count} 件。{time} にアカウント {account}({region})を {calls} で確認。</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>リソース</translation>
    </message>
    <message>
        <source>Still there</source>
        <translation>残っているもの</translation>
    </message>
    <message>
        <source>What is left</source>
        <translation>残ったもの</translation>
    </message>
    <message>
        <source>kept on purpose: it holds data</source>
        <translation>意図して保持: データあり</translation>
    </message>
    <message>
        <source>costs money: remove it</source>
        <translation>課金対象: 削除してください</translation>
    </message>
    <message>
        <source>costs nothing</source>
        <translation>課金なし</translation>
    </message>
</context>
<context>
    <name>RecordingPanel</name>
    <message>
        <source>Stop recording</source>
        <translation>録画を停止</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>録画を開始</translation>
    </message>
    <message>
        <source>Completing {file}</source>
        <translation>{file} を仕上げています</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>保存しました: {file}</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>録画</translation>
    </message>
    <message>
        <source>Recording {time} · {size}</source>
        <translation>録画中 {time} · {size}</translation>
    </message>
    <message>
        <source>Room for {hours} h {minutes} min ({free} free)</source>
        <translation>残り約 {hours} 時間 {minutes} 分(空き {free})</translation>
    </message>
    <message>
        <source>Room for {minutes} min ({free} free)</source>
        <translation>残り約 {minutes} 分(空き {free})</translation>
    </message>
    <message>
        <source>Save replay</source>
        <translation>リプレイを保存</translation>
    </message>
    <message>
        <source>Save the last seconds as a file</source>
        <translation>直前の映像をファイルに保存</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>フォルダーを開く</translation>
    </message>
    <message>
        <source>Open the folder of recordings</source>
        <translation>録画フォルダーを開く</translation>
    </message>
</context>
<context>
    <name>RecordingSettings</name>
    <message>
        <source>These can be used: {fields}</source>
        <translation>使える項目: {fields}</translation>
    </message>
    <message>
        <source>Example: {file}</source>
        <translation>例: {file}</translation>
    </message>
    <message>
        <source>Folder for recordings</source>
        <translation>録画の保存先</translation>
    </message>
    <message>
        <source>Names of the files</source>
        <translation>ファイル名</translation>
    </message>
    <message>
        <source>Length of a replay</source>
        <translation>リプレイの長さ</translation>
    </message>
    <message>
        <source>The folder for videos</source>
        <translation>ビデオフォルダー</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Keep none</source>
        <translation>保持しない</translation>
    </message>
    <message>
        <source>Record every broadcast</source>
        <translation>配信を毎回録画する</translation>
    </message>
</context>
<context>
    <name>Rehearsal</name>
    <message>
        <source>Small pattern</source>
        <translation>小さいテストパターン</translation>
    </message>
</context>
<context>
    <name>RehearsalMenu</name>
    <message>
        <source>Rehearse ({count})</source>
        <translation>リハーサル({count})</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>リハーサル</translation>
    </message>
    <message>
        <source>Almost nothing arrives (starvation)</source>
        <translation>映像がほとんど届かない(スターベーション)</translation>
    </message>
    <message>
        <source>Half of the uplink is gone</source>
        <translation>上り回線が半分になる</translation>
    </message>
    <message>
        <source>Two thirds of the viewers leave</source>
        <translation>視聴者の 3 分の 2 が離脱する</translation>
    </message>
    <message>
        <source>The chat is flooded</source>
        <translation>チャットが殺到する</translation>
    </message>
    <message>
        <source>Too many calls (throttled)</source>
        <translation>呼び出しが多すぎる(スロットリング)</translation>
    </message>
    <message>
        <source>Metrics come five minutes late</source>
        <translation>メトリクスが 5 分遅れる</translation>
    </message>
    <message>
        <source>The sign-in expires</source>
        <translation>サインインの期限が切れる</translation>
    </message>
    <message>
        <source>Put the clock forward by a minute</source>
        <translation>時計を 1 分進める</translation>
    </message>
    <message>
        <source>Put the clock forward by 10 minutes</source>
        <translation>時計を 10 分進める</translation>
    </message>
    <message>
        <source>Put the clock forward by an hour</source>
        <translation>時計を 1 時間進める</translation>
    </message>
    <message>
        <source>Put the clock forward by a day</source>
        <translation>時計を 1 日進める</translation>
    </message>
    <message>
        <source>E-mails…</source>
        <translation>メール…</translation>
    </message>
    <message>
        <source>E-mails of the practice account</source>
        <translation>練習アカウントのメール</translation>
    </message>
</context>
<context>
    <name>ResourcesTab</name>
    <message>
        <source>Reading what it is made of…</source>
        <translation>構成要素を読み込んでいます…</translation>
    </message>
    <message>
        <source>Nothing has been made yet.</source>
        <translation>まだ何も作成されていません。</translation>
    </message>
    <message>
        <source>Compare with the template</source>
        <translation>テンプレートと比較</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>比較しています…</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>リソース</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation>ドリフト</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>リソース</translation>
    </message>
    <message>
        <source>no</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>yes, it differs</source>
        <translation>あり(相違)</translation>
    </message>
    <message>
        <source>yes, it is gone</source>
        <translation>あり(削除済み)</translation>
    </message>
    <message>
        <source>can&apos;t be compared</source>
        <translation>比較不可</translation>
    </message>
</context>
<context>
    <name>RowDeeds</name>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>再送</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>破棄</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Reply</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>About {name}…</source>
        <translation>{name} さんの情報…</translation>
    </message>
    <message>
        <source>Mention</source>
        <translation>メンション</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Until it is taken down</source>
        <translation>解除するまで</translation>
    </message>
    <message>
        <source>Show on the stream</source>
        <translation>配信画面に表示</translation>
    </message>
    <message>
        <source>Add the layer “Chat on screen” to the scene first.</source>
        <translation>先にレイヤー「チャット表示」をシーンに追加してください。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Time out</source>
        <translation>タイムアウト</translation>
    </message>
    <message>
        <source>Remove everything they wrote…</source>
        <translation>メッセージをすべて削除…</translation>
    </message>
    <message>
        <source>Ban…</source>
        <translation>BAN…</translation>
    </message>
    <message>
        <source>End ban or timeout</source>
        <translation>BAN・タイムアウトを解除</translation>
    </message>
</context>
<context>
    <name>RtmpCard</name>
    <message>
        <source>Asking the key store of this computer…</source>
        <translation>このコンピューターのキーストアに問い合わせています…</translation>
    </message>
    <message>
        <source>This computer&apos;s key store can&apos;t be used: the key holds until you close Livedesk.</source>
        <translation>このコンピューターのキーストアを使用できません。キーは Livedesk を閉じるまで有効です。</translation>
    </message>
    <message>
        <source>Type of ingest</source>
        <translation>サーバーの種類</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Stream key</source>
        <translation>ストリームキー</translation>
    </message>
    <message>
        <source>Certificates to trust (optional)</source>
        <translation>信頼する証明書(省略可)</translation>
    </message>
    <message>
        <source>Another RTMP server</source>
        <translation>その他の RTMP サーバー</translation>
    </message>
    <message>
        <source>Keep in this computer&apos;s key store</source>
        <translation>キーストアに保存する</translation>
    </message>
    <message>
        <source>Keep the stream key in this computer&apos;s key store</source>
        <translation>ストリームキーをこのコンピューターのキーストアに保存する</translation>
    </message>
</context>
<context>
    <name>RunningLine</name>
    <message>
        <source>Stop all</source>
        <translation>すべて停止</translation>
    </message>
    <message>
        <source>Stop everything that is paid by the hour</source>
        <translation>時間課金のものをすべて停止</translation>
    </message>
</context>
<context>
    <name>ScenesPanel</name>
    <message>
        <source>Go to this scene</source>
        <translation>このシーンに切り替え</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>左へ移動</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>右へ移動</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>{scene}, shown now</source>
        <translation>{scene}(表示中)</translation>
    </message>
    <message>
        <source>Go to {scene} ({key})</source>
        <translation>{scene} に切り替え ({key})</translation>
    </message>
    <message>
        <source>Scene {number}</source>
        <translation>シーン {number}</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>カット</translation>
    </message>
    <message>
        <source>Fade {seconds} s</source>
        <translation>フェード {seconds} 秒</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>シーン</translation>
    </message>
    <message>
        <source>Add a scene</source>
        <translation>シーンを追加</translation>
    </message>
    <message>
        <source>Rename, duplicate, remove the scene</source>
        <translation>シーンの名前変更・複製・削除</translation>
    </message>
    <message>
        <source>How scenes change</source>
        <translation>シーンの切り替え方法</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>録画</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>SoundDialog</name>
    <message>
        <source>Sound of {input}</source>
        <translation>{input} の音声</translation>
    </message>
    <message>
        <source>Sync offset</source>
        <translation>同期オフセット</translation>
    </message>
    <message>
        <source>More than 0: heard later. Less than 0: heard earlier, and the whole broadcast is held back by as much.</source>
        <translation>プラスにすると音声が遅くなります。マイナスにすると早くなり、その分だけ配信全体が遅れます。</translation>
    </message>
    <message>
        <source>Gate: silent below</source>
        <translation>ノイズゲート(これより小さい音を消す)</translation>
    </message>
    <message>
        <source>Limiter: never above</source>
        <translation>リミッター(これより大きくしない)</translation>
    </message>
    <message>
        <source>Heard in every scene, also where it isn&apos;t shown</source>
        <translation>表示していないシーンでも音声を流す</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Gate</source>
        <translation>ノイズゲート</translation>
    </message>
    <message>
        <source>Gate level</source>
        <translation>ノイズゲートのレベル</translation>
    </message>
    <message>
        <source>Limiter</source>
        <translation>リミッター</translation>
    </message>
    <message>
        <source>Limiter level</source>
        <translation>リミッターのレベル</translation>
    </message>
    <message>
        <source>Heard in every scene</source>
        <translation>すべてのシーンで音声を流す</translation>
    </message>
</context>
<context>
    <name>SourceChooser</name>
    <message>
        <source>{source} (not available)</source>
        <translation>{source}(使用不可)</translation>
    </message>
    <message>
        <source>Choose a file; until then the picture stays as it is.</source>
        <translation>ファイルを選んでください。それまでは今の映像のままです。</translation>
    </message>
</context>
<context>
    <name>StackBox</name>
    <message>
        <source>Stack</source>
        <translation>スタック</translation>
    </message>
    <message>
        <source>Name of the stack</source>
        <translation>スタック名</translation>
    </message>
    <message>
        <source>Letters, digits and hyphens; begins with a letter.</source>
        <translation>英字で始まる英数字とハイフン</translation>
    </message>
</context>
<context>
    <name>StatusRow</name>
    <message>
        <source>Status</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Engine: starting</source>
        <translation>エンジン: 起動中</translation>
    </message>
    <message>
        <source>Engine: ready</source>
        <translation>エンジン: 準備完了</translation>
    </message>
    <message>
        <source>Engine: starting again</source>
        <translation>エンジン: 再起動中</translation>
    </message>
    <message>
        <source>Engine: not running</source>
        <translation>エンジン: 停止中</translation>
    </message>
    <message>
        <source>Replay saved: {file} ({seconds} s)</source>
        <translation>リプレイを保存: {file} ({seconds} 秒)</translation>
    </message>
    <message>
        <source>Practice ingest: starting</source>
        <translation>練習用サーバー: 起動中</translation>
    </message>
    <message>
        <source>Practice ingest: not running</source>
        <translation>練習用サーバー: 停止中</translation>
    </message>
    <message>
        <source>Practice ingest: ready</source>
        <translation>練習用サーバー: 準備完了</translation>
    </message>
    <message>
        <source>Practice ingest receives {fps} fps, {rate} Mb/s, key frame every {interval} s</source>
        <translation>練習用サーバー: {fps} fps、{rate} Mb/s、キーフレーム間隔 {interval} 秒</translation>
    </message>
    <message>
        <source>viewers: {viewers}</source>
        <translation>視聴者: {viewers}</translation>
    </message>
    <message>
        <source>Round trip {rtt} ms · resent packets: {count}</source>
        <translation>往復 {rtt} ms · 再送パケット {count}</translation>
    </message>
</context>
<context>
    <name>StreamTitle</name>
    <message>
        <source>Title of the stream</source>
        <translation>配信のタイトル</translation>
    </message>
</context>
<context>
    <name>SupportFile</name>
    <message>
        <source>Save for support</source>
        <translation>サポート用に保存</translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation>ZIP ファイル (*.zip)</translation>
    </message>
    <message>
        <source>{file} holds log files, settings and an hour of figures. It holds no stream key.</source>
        <translation>{file} にログ、設定、直近 1 時間の計測値を保存しました。ストリームキーは含まれていません。</translation>
    </message>
    <message>
        <source>{file} can&apos;t be written: {reason}.</source>
        <translation>{file} に書き込めません: {reason}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>TimeRuler</name>
    <message>
        <source>now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>−{minutes} min</source>
        <translation>−{minutes} 分</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show Livedesk</source>
        <translation>Livedesk を表示</translation>
    </message>
    <message>
        <source>off air</source>
        <translation>未配信</translation>
    </message>
    <message>
        <source>practice</source>
        <translation>練習配信中</translation>
    </message>
    <message>
        <source>live</source>
        <translation>配信中</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>再接続中</translation>
    </message>
    <message>
        <source>{state}, recording</source>
        <translation>{state}、録画中</translation>
    </message>
</context>
<context>
    <name>TrayWatch</name>
    <message>
        <source>Reconnecting</source>
        <translation>再接続中</translation>
    </message>
    <message>
        <source>On air again</source>
        <translation>配信を再開しました</translation>
    </message>
    <message>
        <source>The broadcast ended</source>
        <translation>配信が終了しました</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>録画</translation>
    </message>
</context>
<context>
    <name>Unsent</name>
    <message>
        <source>{count} more</source>
        <translation>ほか {count} 件</translation>
    </message>
</context>
<context>
    <name>UnsentCard</name>
    <message>
        <source>Held: a moderator decides.</source>
        <translation>保留中: モデレーターの確認待ちです。</translation>
    </message>
    <message>
        <source>Not sent. {reason}</source>
        <translation>未送信: {reason}</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>再送</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>破棄</translation>
    </message>
</context>
<context>
    <name>ViewerLink</name>
    <message>
        <source>Copy link</source>
        <translation>リンクをコピー</translation>
    </message>
    <message>
        <source>Copy the viewers&apos; link</source>
        <translation>視聴用リンクをコピー</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>視聴</translation>
    </message>
    <message>
        <source>Open the viewers&apos; page</source>
        <translation>視聴ページを開く</translation>
    </message>
</context>
<context>
    <name>_Retired</name>
    <message>
        <source>MediaStore ended on 2025-11-13</source>
        <translation>MediaStore は 2025-11-13 に終了</translation>
    </message>
    <message>
        <source>AWS no longer offers it. Its place is taken by MediaPackage (in “HLS and DASH”), or by an S3 bucket behind CloudFront.</source>
        <translation>提供は終了しました。代わりに MediaPackage(「HLS・DASH」で使用)、または CloudFront と S3 バケットを使います。</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>A broadcast engine of another Livedesk version is running.</source>
        <translation>別のバージョンの Livedesk の配信エンジンが動作しています。</translation>
    </message>
    <message>
        <source>A broadcast is already on air.</source>
        <translation>すでに配信中です。</translation>
    </message>
    <message>
        <source>A video, sound or picture file. It starts again when it ends.</source>
        <translation>動画、音声、または画像のファイルです。最後まで再生すると先頭に戻ります。</translation>
    </message>
    <message>
        <source>AWS credentials are set in the environment ({names}); Livedesk doesn&apos;t use those.</source>
        <translation>環境変数に AWS の認証情報({names})がありますが、Livedesk は使用しません。</translation>
    </message>
    <message>
        <source>Allow it in the system&apos;s privacy settings, then start Livedesk again.</source>
        <translation>システムのプライバシー設定で許可してから、Livedesk を起動し直してください。</translation>
    </message>
    <message>
        <source>Apply the artefacts stack first: larger templates go through its bucket.</source>
        <translation>先に artefacts(コード用バケット)を適用してください。大きなテンプレートはそこを経由します。</translation>
    </message>
    <message>
        <source>Ask your administrator for them; the cloud page has the policy to copy.</source>
        <translation>管理者に依頼してください。コピー用ポリシーはクラウドのページにあります。</translation>
    </message>
    <message>
        <source>Ask your administrator for {action}; the cloud page has the policy to copy.</source>
        <translation>管理者に {action} の許可を依頼してください。コピー用ポリシーはクラウドのページにあります。</translation>
    </message>
    <message>
        <source>Beep volume</source>
        <translation>ビープの音量</translation>
    </message>
    <message>
        <source>Bitrate</source>
        <translation>ビットレート</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>チャンネル</translation>
    </message>
    <message>
        <source>Check address and port.</source>
        <translation>アドレスとポートを確認してください。</translation>
    </message>
    <message>
        <source>Check that the channel is running; Livedesk keeps trying.</source>
        <translation>チャンネルが動作しているか確認してください。Livedesk は接続を試み続けます。</translation>
    </message>
    <message>
        <source>Check that the display exists and that you may use it.</source>
        <translation>そのディスプレイが存在し、使用を許可されているか確認してください。</translation>
    </message>
    <message>
        <source>Check that the ingest is running; Livedesk keeps trying.</source>
        <translation>配信先のサーバーが動作しているか確認してください。Livedesk は接続を試み続けます。</translation>
    </message>
    <message>
        <source>Check the address; if it is right, ask the service to renew its certificate.</source>
        <translation>アドレスを確認してください。正しい場合は、サービスに証明書の更新を依頼してください。</translation>
    </message>
    <message>
        <source>Check the part of the address after the host name.</source>
        <translation>アドレスのホスト名より後の部分を確認してください。</translation>
    </message>
    <message>
        <source>Check the stream key and that the channel is running; Livedesk keeps trying.</source>
        <translation>ストリームキーと、チャンネルが動作しているかを確認してください。Livedesk は接続を試み続けます。</translation>
    </message>
    <message>
        <source>Check your network and the spelling of the address; Livedesk keeps trying.</source>
        <translation>ネットワークとアドレスのつづりを確認してください。Livedesk は接続を試み続けます。</translation>
    </message>
    <message>
        <source>Check your network connection, then try again.</source>
        <translation>ネットワーク接続を確認し、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Check your network; Livedesk is reconnecting.</source>
        <translation>ネットワークを確認してください。Livedesk は再接続しています。</translation>
    </message>
    <message>
        <source>Check your network; Livedesk keeps trying.</source>
        <translation>ネットワークを確認してください。Livedesk は接続を試み続けます。</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>1280x720</source>
        <translation>1280×720</translation>
    </message>
    <message>
        <source>1920x1080</source>
        <translation>1920×1080</translation>
    </message>
    <message>
        <source>320x240</source>
        <translation>320×240</translation>
    </message>
    <message>
        <source>640x360</source>
        <translation>640×360</translation>
    </message>
    <message>
        <source>640x480</source>
        <translation>640×480</translation>
    </message>
    <message>
        <source>800x600</source>
        <translation>800×600</translation>
    </message>
    <message>
        <source>960x540</source>
        <translation>960×540</translation>
    </message>
    <message>
        <source>A PNG, JPEG or WebP picture; transparent parts stay transparent. It is read again when the file changes.</source>
        <translation>PNG、JPEG、WebP の画像です。透明な部分は透明のまま表示します。ファイルが変わると読み込み直します。</translation>
    </message>
    <message>
        <source>A replay is kept while you are live or recording; save it then.</source>
        <translation>リプレイは配信中か録画中にだけ蓄えられます。そのときに保存してください。</translation>
    </message>
    <message>
        <source>A second destination</source>
        <translation>2 つ目の配信先</translation>
    </message>
    <message>
        <source>A second destination&apos;s id</source>
        <translation>2 つ目の配信先の ID</translation>
    </message>
    <message>
        <source>A slate with the reason is shown instead; the source is tried again every 2 seconds.</source>
        <translation>代わりに理由を示す画面を映し、2 秒ごとに開き直します。</translation>
    </message>
    <message>
        <source>AWS can&apos;t make a plan for {stack}: {reason}</source>
        <translation>AWS が {stack} の変更セットを作成できません: {reason}</translation>
    </message>
    <message>
        <source>AWS refused {action}: {reason}</source>
        <translation>AWS が {action} を拒否しました: {reason}</translation>
    </message>
    <message>
        <source>AWS takes no more calls of {action} at the moment.</source>
        <translation>AWS は現在 {action} の呼び出しを受け付けていません。</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>行揃え</translation>
    </message>
    <message>
        <source>All screens</source>
        <translation>すべての画面</translation>
    </message>
    <message>
        <source>Ask AWS to raise {quota} in Service Quotas, or delete what is no longer used.</source>
        <translation>Service Quotas で {quota} の引き上げを申請するか、使っていないものを削除してください。</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景色</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>証明書のファイル</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>カメラ</translation>
    </message>
    <message>
        <source>Chat on screen</source>
        <translation>チャット表示</translation>
    </message>
    <message>
        <source>Check that the folder or address holds an index.json.</source>
        <translation>フォルダーまたはアドレスに index.json があるか確認してください。</translation>
    </message>
    <message>
        <source>Check the address and the network; Livedesk keeps trying.</source>
        <translation>アドレスとネットワークを確認してください。Livedesk は接続を試み続けます。</translation>
    </message>
    <message>
        <source>Check the chat&apos;s address and its host key in the settings.</source>
        <translation>設定で、チャットのアドレスとホストキーを確認してください。</translation>
    </message>
    <message>
        <source>Check the chat&apos;s host key in the settings.</source>
        <translation>設定で、チャットのホストキーを確認してください。</translation>
    </message>
    <message>
        <source>Check the graphics driver, or choose x264.</source>
        <translation>グラフィックスドライバーを確認するか、x264 を選んでください。</translation>
    </message>
    <message>
        <source>Choose a PNG, JPEG or WebP file.</source>
        <translation>PNG、JPEG、WebP のいずれかのファイルを選んでください。</translation>
    </message>
    <message>
        <source>Choose a profile by name, so that it is clear which account is changed.</source>
        <translation>どのアカウントを変更するかが明確になるよう、プロファイルを名前で選んでください。</translation>
    </message>
    <message>
        <source>Choose a region inside the screen.</source>
        <translation>画面の中の範囲を選んでください。</translation>
    </message>
    <message>
        <source>Choose a video or audio file that your media player can play.</source>
        <translation>メディアプレーヤーで再生できる動画または音声のファイルを選んでください。</translation>
    </message>
    <message>
        <source>Choose another folder for recordings.</source>
        <translation>録画の保存先に、別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Choose another name: Livedesk changes only what it has built itself.</source>
        <translation>別の名前を選んでください。Livedesk は自分で作成したものだけを変更します。</translation>
    </message>
    <message>
        <source>Choose another one, or make it with aws configure sso.</source>
        <translation>別のものを選ぶか、aws configure sso で作成してください。</translation>
    </message>
    <message>
        <source>Choose another one, or put it back: it is used as soon as it is there.</source>
        <translation>別のファイルを選ぶか、元の場所に戻してください。見つかり次第、使用します。</translation>
    </message>
    <message>
        <source>Choose another preset or a smaller picture.</source>
        <translation>別のプリセットか、より小さい映像を選んでください。</translation>
    </message>
    <message>
        <source>Choose one of: {known}.</source>
        <translation>次のいずれかを選んでください: {known}</translation>
    </message>
    <message>
        <source>Choose one of: {regions}.</source>
        <translation>次から選んでください: {regions}。</translation>
    </message>
    <message>
        <source>Choose other headphones; the broadcast is not affected.</source>
        <translation>別のヘッドホンを選んでください。配信への影響はありません。</translation>
    </message>
    <message>
        <source>Choose the test pattern or a media file, or start Livedesk from a desktop session.</source>
        <translation>テストパターンかメディアファイルを選ぶか、デスクトップ環境から Livedesk を起動してください。</translation>
    </message>
    <message>
        <source>Choose {limit}.</source>
        <translation>{limit} を選んでください。</translation>
    </message>
    <message>
        <source>Close the other program; the device is tried again every 2 seconds.</source>
        <translation>そのアプリを終了してください。2 秒ごとに開き直します。</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>色</translation>
    </message>
    <message>
        <source>Colour behind the letters, with its opacity such as #00000080; empty is clear.</source>
        <translation>文字の背景の色です。#00000080 のように不透明度も指定できます。空欄にすると透明になります。</translation>
    </message>
    <message>
        <source>Colour of the letters, such as #FFFFFF.</source>
        <translation>文字の色です(例: #FFFFFF)。</translation>
    </message>
    <message>
        <source>Connect it again; it is used as soon as it is there.</source>
        <translation>接続し直してください。認識され次第、使用します。</translation>
    </message>
    <message>
        <source>Connect one; it is used as soon as it is there.</source>
        <translation>マイクを接続してください。認識され次第、使用します。</translation>
    </message>
    <message>
        <source>Copy the address from your streaming service again; it starts with rtmp:// or rtmps://.</source>
        <translation>配信サービスからアドレスをコピーし直してください。rtmp:// または rtmps:// で始まります。</translation>
    </message>
    <message>
        <source>Copy the stream key again from your streaming service and go live again.</source>
        <translation>配信サービスからストリームキーをコピーし直して、もう一度配信を開始してください。</translation>
    </message>
    <message>
        <source>Correct the cause and plan again; what had been made was taken back.</source>
        <translation>原因を取り除いて計画し直してください。作成途中のものはロールバック済みです。</translation>
    </message>
    <message>
        <source>Correct the chat&apos;s address in the settings.</source>
        <translation>設定で、チャットのアドレスを直してください。</translation>
    </message>
    <message>
        <source>Correct the marked setting of the source.</source>
        <translation>印の付いたソースの設定を直してください。</translation>
    </message>
    <message>
        <source>Correct the room in the settings.</source>
        <translation>設定で、ルームを直してください。</translation>
    </message>
    <message>
        <source>Correct the template; nothing was created.</source>
        <translation>テンプレートを直してください。何も作成されていません。</translation>
    </message>
    <message>
        <source>Correct the value and try again.</source>
        <translation>値を直して、もう一度試してください。</translation>
    </message>
    <message>
        <source>Correct the value that it names and try again.</source>
        <translation>示された値を直して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Correct what it names and plan again; nothing was changed.</source>
        <translation>示された箇所を直して計画し直してください。何も変更されていません。</translation>
    </message>
    <message>
        <source>Correct {parameter} and plan again.</source>
        <translation>{parameter} を直して計画し直してください。</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>既定</translation>
    </message>
    <message>
        <source>Donations</source>
        <translation>投げ銭</translation>
    </message>
    <message>
        <source>Effects</source>
        <translation>エフェクト</translation>
    </message>
    <message>
        <source>Empty is the system&apos;s; letters that a font lacks are taken from another.</source>
        <translation>空欄にするとシステムのフォントを使います。フォントにない文字は別のフォントで表示します。</translation>
    </message>
    <message>
        <source>Enter the address of the ingest server</source>
        <translation>配信先サーバーのアドレスを入力してください</translation>
    </message>
    <message>
        <source>Enter the stream key</source>
        <translation>ストリームキーを入力してください</translation>
    </message>
    <message>
        <source>Enter the stream key that your streaming service shows for this channel.</source>
        <translation>配信サービスに表示される、このチャンネルのストリームキーを入力してください。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>フォント</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>フレームレート</translation>
    </message>
    <message>
        <source>Go live again; if it repeats, choose a faster preset.</source>
        <translation>もう一度配信を開始してください。繰り返す場合は、より速いプリセットを選んでください。</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高さ</translation>
    </message>
    <message>
        <source>How high a line is, as a part of the picture&apos;s height.</source>
        <translation>1 行の高さです。映像の高さに対する割合で指定します。</translation>
    </message>
    <message>
        <source>How high the shown part is; 0 is down to the bottom edge.</source>
        <translation>表示する範囲の高さです。0 にすると下端までになります。</translation>
    </message>
    <message>
        <source>How high the tone is.</source>
        <translation>音の高さです。</translation>
    </message>
    <message>
        <source>How long a card stays.</source>
        <translation>カードを表示する時間です。</translation>
    </message>
    <message>
        <source>How loud the beep is; 0 is the loudest.</source>
        <translation>ビープの大きさです。0 が最大です。</translation>
    </message>
    <message>
        <source>How loud the file&apos;s sound is; 0 leaves it as it is.</source>
        <translation>ファイルの音声の大きさです。0 では元のままです。</translation>
    </message>
    <message>
        <source>How loud the tone is; 0 is the loudest.</source>
        <translation>音の大きさです。0 が最大です。</translation>
    </message>
    <message>
        <source>How wide the shown part is; 0 is up to the right edge.</source>
        <translation>表示する範囲の幅です。0 にすると右端までになります。</translation>
    </message>
    <message>
        <source>Hz</source>
        <translation>Hz</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Install a virtual sound device, BlackHole on macOS or VB-CABLE on Windows, and send the sound of other programs to it.</source>
        <translation>仮想サウンドデバイス(macOS は BlackHole、Windows は VB-CABLE)をインストールし、ほかのアプリの音声をそこへ出力してください。</translation>
    </message>
    <message>
        <source>Install it with: pip install &apos;livedesk[practice]&apos;.</source>
        <translation>次のコマンドで追加できます: pip install &apos;livedesk[practice]&apos;</translation>
    </message>
    <message>
        <source>Install the package libasound2-plugins, then start Livedesk again.</source>
        <translation>パッケージ libasound2-plugins をインストールしてから、Livedesk を起動し直してください。</translation>
    </message>
    <message>
        <source>Left edge</source>
        <translation>左端</translation>
    </message>
    <message>
        <source>Let effects fall over the picture.</source>
        <translation>エフェクトを映像に重ねて表示します。</translation>
    </message>
    <message>
        <source>Livedesk enters again by itself.</source>
        <translation>Livedesk が自動で入り直します。</translation>
    </message>
    <message>
        <source>Log out, choose “Xorg” on the login screen, and log in again.</source>
        <translation>ログアウトし、ログイン画面で「Xorg」を選んで、もう一度ログインしてください。</translation>
    </message>
    <message>
        <source>Choose a profile on the cloud page, or name it with --profile.</source>
        <translation>クラウドのページで選ぶか、--profile で指定してください。</translation>
    </message>
    <message>
        <source>Choose one from the list: livedesk cloud catalogue.</source>
        <translation>一覧から選んでください: livedesk cloud catalogue</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>GB-month</source>
        <translation>GB・月</translation>
    </message>
    <message>
        <source>GB-second</source>
        <translation>GB・秒</translation>
    </message>
    <message>
        <source>Give a channel of Amazon IVS or one of MediaLive.</source>
        <translation>Amazon IVS か MediaLive のチャンネルを指定してください。</translation>
    </message>
    <message>
        <source>InputCidr is needed where a stream is sent in.</source>
        <translation>映像を送って入力する場合はInputCidrが必要です。</translation>
    </message>
    <message>
        <source>It has to be * or an origin such as https://example.com.</source>
        <translation>* または https://example.com のようなオリジンを入力してください。</translation>
    </message>
    <message>
        <source>It has to be a number.</source>
        <translation>数値を入力してください。</translation>
    </message>
    <message>
        <source>It has to be a public key in PEM form, or empty.</source>
        <translation>PEM 形式の公開鍵を入力するか、空にしてください。</translation>
    </message>
    <message>
        <source>It has to be an IPv4 range such as 203.0.113.7/32; MediaLive refuses /0.</source>
        <translation>203.0.113.7/32 のような IPv4 の範囲を入力してください。MediaLive は /0 を拒否します。</translation>
    </message>
    <message>
        <source>It has to be an address that begins with https:// or http://, without a password.</source>
        <translation>https:// または http:// で始まり、パスワードを含まない URL を入力してください。</translation>
    </message>
    <message>
        <source>It has to be an e-mail address, or empty.</source>
        <translation>メールアドレスを入力するか、空にしてください。</translation>
    </message>
    <message>
        <source>It has to be an origin such as https://example.com, or empty.</source>
        <translation>https://example.com のようなオリジンを入力するか、空にしてください。</translation>
    </message>
    <message>
        <source>It has to be given.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>It has to be one of: {limit}.</source>
        <translation>次のいずれかにしてください: {limit}</translation>
    </message>
    <message>
        <source>It has to be the ARN of a channel of Amazon IVS, or empty.</source>
        <translation>Amazon IVS チャンネルの ARN を入力するか、空にしてください。</translation>
    </message>
    <message>
        <source>It has to be the ARN of an IAM policy, or empty.</source>
        <translation>IAM ポリシーの ARN を入力するか、空にしてください。</translation>
    </message>
    <message>
        <source>It has to be the id of a channel of MediaLive, or empty.</source>
        <translation>MediaLive チャンネルの ID を入力するか、空にしてください。</translation>
    </message>
    <message>
        <source>It has to be the key of a list of requirements.</source>
        <translation>依存ライブラリ一覧のキーを入力してください。</translation>
    </message>
    <message>
        <source>It has to be the key of a wheel.</source>
        <translation>wheel のキーを入力してください。</translation>
    </message>
    <message>
        <source>It has to be the key of an archive.</source>
        <translation>アーカイブのキーを入力してください。</translation>
    </message>
    <message>
        <source>It has to be the name of a bucket.</source>
        <translation>バケット名を入力してください。</translation>
    </message>
    <message>
        <source>It has to be {limit} or less.</source>
        <translation>{limit} 以下にしてください。</translation>
    </message>
    <message>
        <source>It has to be {limit} or more.</source>
        <translation>{limit} 以上にしてください。</translation>
    </message>
    <message>
        <source>It has to begin with a letter, with no more than 31 letters, digits and hyphens.</source>
        <translation>英字で始まる 31 文字以内の英数字とハイフンで入力してください。</translation>
    </message>
    <message>
        <source>It has to begin with https://, or be on this machine, or be empty.</source>
        <translation>https:// で始まるアドレスかこのコンピューターのアドレスを入力するか、空にしてください。</translation>
    </message>
    <message>
        <source>It has to have {limit} characters or less.</source>
        <translation>{limit} 文字以下にしてください。</translation>
    </message>
    <message>
        <source>It has to have {limit} characters or more.</source>
        <translation>{limit} 文字以上にしてください。</translation>
    </message>
    <message>
        <source>It has to match {limit}.</source>
        <translation>次の形式で入力してください: {limit}</translation>
    </message>
    <message>
        <source>LCU-hour</source>
        <translation>LCU・時間</translation>
    </message>
    <message>
        <source>Look at its alerts on the cloud page, then try again.</source>
        <translation>クラウドのページでアラートを確認し、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Lower it to {limit} or less, or choose another destination type.</source>
        <translation>{limit} 以下に下げるか、別の種類の配信先を選んでください。</translation>
    </message>
    <message>
        <source>Main screen</source>
        <translation>メインの画面</translation>
    </message>
    <message>
        <source>Make room or choose another folder, then record again.</source>
        <translation>空き容量を増やすか別のフォルダーを選んで、もう一度録画してください。</translation>
    </message>
    <message>
        <source>Make room, then try again; until then the file is left as it is.</source>
        <translation>空き容量を増やして、もう一度試してください。それまでファイルはそのまま残ります。</translation>
    </message>
    <message>
        <source>Make room; at {stop} the recording stops.</source>
        <translation>空き容量を増やしてください。{stop} になると録画を停止します。</translation>
    </message>
    <message>
        <source>Media file</source>
        <translation>メディアファイル</translation>
    </message>
    <message>
        <source>MediaLive doesn&apos;t accept rtmps:// addresses.</source>
        <translation>MediaLive では rtmps:// のアドレスを使用できません。</translation>
    </message>
    <message>
        <source>Messages are fetched every few seconds until it has recovered.</source>
        <translation>回復するまで、メッセージを数秒ごとに取得します。</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>マイク</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>動き</translation>
    </message>
    <message>
        <source>Mouse pointer</source>
        <translation>マウスポインター</translation>
    </message>
    <message>
        <source>No AWS profile is chosen.</source>
        <translation>AWS プロファイルが選ばれていません。</translation>
    </message>
    <message>
        <source>No destination is switched on.</source>
        <translation>有効な配信先がありません。</translation>
    </message>
    <message>
        <source>No entry to the chat could be had from {server} ({reason}).</source>
        <translation>{server} から認証情報を取得できません({reason})。</translation>
    </message>
    <message>
        <source>Nothing answers at {host}.</source>
        <translation>{host} から応答がありません。</translation>
    </message>
    <message>
        <source>Nothing can be played on {device}: {reason}.</source>
        <translation>{device} で再生できません: {reason}</translation>
    </message>
    <message>
        <source>Nothing can be written to {folder}: {reason}.</source>
        <translation>{folder} に書き込めません: {reason}</translation>
    </message>
    <message>
        <source>Nothing is lost: Livedesk connects again and fetches what was missed.</source>
        <translation>失われたものはありません。Livedesk が再接続し、届かなかった分を取得します。</translation>
    </message>
    <message>
        <source>Nothing needs to be done. To change it, change a setting first.</source>
        <translation>何もする必要はありません。変更する場合は、先に設定を変えてください。</translation>
    </message>
    <message>
        <source>Nothing to do: Livedesk is reconnecting.</source>
        <translation>操作は不要です。Livedesk が再接続しています。</translation>
    </message>
    <message>
        <source>Nothing to do: it is being started again with the same settings.</source>
        <translation>操作は不要です。同じ設定で再起動しています。</translation>
    </message>
    <message>
        <source>Nothing was done: the name you typed is not {stack}.</source>
        <translation>入力された名前が {stack} と一致しないため、何も行いませんでした。</translation>
    </message>
    <message>
        <source>On the way to {server} others could read what opens the chat, so it was not sent.</source>
        <translation>{server} までの通信は盗み見られるおそれがあるため、認証情報を送信しませんでした。</translation>
    </message>
    <message>
        <source>Only {free} are free where recordings are written.</source>
        <translation>録画の保存先の空き容量が残り {free} です。</translation>
    </message>
    <message>
        <source>Picture height</source>
        <translation>映像の高さ</translation>
    </message>
    <message>
        <source>Picture size and frame rate can&apos;t change while you are on air.</source>
        <translation>配信中は映像のサイズとフレームレートを変更できません。</translation>
    </message>
    <message>
        <source>Picture width</source>
        <translation>映像の幅</translation>
    </message>
    <message>
        <source>Pictures a second; 0 is the rate of the stream.</source>
        <translation>1 秒あたりのフレーム数です。0 にすると配信に合わせます。</translation>
    </message>
    <message>
        <source>Pitch</source>
        <translation>音の高さ</translation>
    </message>
    <message>
        <source>Plain colour</source>
        <translation>単色</translation>
    </message>
    <message>
        <source>Plan again and look at the changes.</source>
        <translation>計画し直して変更内容を確認してください。</translation>
    </message>
    <message>
        <source>Plan and apply {needed} first.</source>
        <translation>先に {needed} を計画して適用してください。</translation>
    </message>
    <message>
        <source>Raw pictures are sharper; MJPEG is compressed and needed for large ones.</source>
        <translation>非圧縮のほうが鮮明です。大きな映像には、圧縮された MJPEG が必要です。</translation>
    </message>
    <message>
        <source>Refresh the list: it may have been deleted.</source>
        <translation>一覧を更新してください。削除された可能性があります。</translation>
    </message>
    <message>
        <source>Remove the cause, then tear down again: what is gone already stays gone.</source>
        <translation>原因を取り除いて、もう一度撤去してください。削除済みのものはそのままです。</translation>
    </message>
    <message>
        <source>Restart Livedesk; if it repeats, send the log file to support.</source>
        <translation>Livedesk を再起動してください。繰り返す場合は、ログファイルをサポートに送ってください。</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>See the names with: livedesk cloud catalogue --json.</source>
        <translation>名前の一覧: livedesk cloud catalogue --json</translation>
    </message>
    <message>
        <source>Show stamps and who sent them.</source>
        <translation>スタンプと、送った人を表示します。</translation>
    </message>
    <message>
        <source>Show the mouse pointer.</source>
        <translation>マウスポインターを表示します。</translation>
    </message>
    <message>
        <source>Show the running time, also for machines.</source>
        <translation>経過時間を、機械でも読み取れる形で表示します。</translation>
    </message>
    <message>
        <source>Show who gave how much, and what they wrote.</source>
        <translation>贈った人、金額、メッセージを表示します。</translation>
    </message>
    <message>
        <source>Shown for</source>
        <translation>表示時間</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Sign in again with aws login or aws sso login, then try again; nothing is lost.</source>
        <translation>aws login または aws sso login でサインインし直してください。失われたものはありません。</translation>
    </message>
    <message>
        <source>Sign in with aws login or aws sso login for this profile, then try again.</source>
        <translation>このプロファイルで aws login または aws sso login を実行し、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>無音</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Size of the camera&apos;s pictures; the nearest it has.</source>
        <translation>カメラの映像のサイズです。対応していない場合は最も近いサイズになります。</translation>
    </message>
    <message>
        <source>Someone is already live on this channel ({status}).</source>
        <translation>このチャンネルでは、すでに別の配信が行われています({status})。</translation>
    </message>
    <message>
        <source>Something unexpected happened in the broadcast engine ({reason}).</source>
        <translation>配信エンジンで予期しない問題が起きました({reason})。</translation>
    </message>
    <message>
        <source>SourceUrl is needed where HLS is fetched.</source>
        <translation>HLS を取得する場合はSourceUrlが必要です。</translation>
    </message>
    <message>
        <source>Stamps</source>
        <translation>スタンプ</translation>
    </message>
    <message>
        <source>Start Livedesk from a desktop session with PipeWire or PulseAudio.</source>
        <translation>PipeWire または PulseAudio のあるデスクトップ環境から Livedesk を起動してください。</translation>
    </message>
    <message>
        <source>Start it again: what it knew is kept.</source>
        <translation>もう一度起動してください。これまでの情報は保持されています。</translation>
    </message>
    <message>
        <source>Still: nothing moves and nothing flashes. Moving: a spot runs and a flash comes with every beep. Busy: moving noise as well, hard to encode.</source>
        <translation>静止: 何も動かず、点滅もしません。動きあり: 点が動き、ビープのたびに点滅します。激しい: さらにノイズが動き、エンコードの負荷が高くなります。</translation>
    </message>
    <message>
        <source>Stop it before you start another one.</source>
        <translation>別の配信を始める前に、今の配信を停止してください。</translation>
    </message>
    <message>
        <source>Stop that broadcast in the version that started it, then try again.</source>
        <translation>その配信を開始したバージョンで停止してから、もう一度試してください。</translation>
    </message>
    <message>
        <source>Stop the broadcast, change them, and go live again.</source>
        <translation>配信を停止し、変更してから、もう一度配信を開始してください。</translation>
    </message>
    <message>
        <source>Stop the other broadcast; Livedesk keeps trying.</source>
        <translation>もう一方の配信を停止してください。Livedesk は接続を試み続けます。</translation>
    </message>
    <message>
        <source>Stop the recording or the broadcast that uses them first.</source>
        <translation>その設定を使っている録画または配信を、先に停止してください。</translation>
    </message>
    <message>
        <source>Switch one on, or record without going live.</source>
        <translation>配信先を 1 つ有効にするか、配信せずに録画してください。</translation>
    </message>
    <message>
        <source>System sound</source>
        <translation>システム音声</translation>
    </message>
    <message>
        <source>There is already a stack named {stack} that Livedesk did not build from {pattern}.</source>
        <translation>{stack} という名前のスタックがすでにあり、Livedesk が {pattern} から作成したものではありません。</translation>
    </message>
    <message>
        <source>You don&apos;t have the permissions that this needs: {actions}.</source>
        <translation>必要な権限がありません: {actions}</translation>
    </message>
    <message>
        <source>{pattern} needs {needed}, which doesn&apos;t exist in {region} yet.</source>
        <translation>{pattern} には {needed} が必要ですが、{region} にはまだありません。</translation>
    </message>
    <message>
        <source>{stack} is already being changed ({status}).</source>
        <translation>{stack} はすでに変更中です({status})。</translation>
    </message>
    <message>
        <source>{stack} is already what you ask for.</source>
        <translation>{stack} はすでにその状態です。</translation>
    </message>
    <message>
        <source>Test pattern</source>
        <translation>テストパターン</translation>
    </message>
    <message>
        <source>DASH</source>
        <translation>DASH</translation>
    </message>
    <message>
        <source>Events that could not be recorded</source>
        <translation>記録できなかったイベント</translation>
    </message>
    <message>
        <source>Everything that was said</source>
        <translation>すべてのメッセージの保存先</translation>
    </message>
    <message>
        <source>For the metrics of the load balancer</source>
        <translation>ロードバランサーのメトリクス用の名前</translation>
    </message>
    <message>
        <source>Gives tokens to hosts</source>
        <translation>ホスト用トークンを発行する関数</translation>
    </message>
    <message>
        <source>HLS</source>
        <translation>HLS</translation>
    </message>
    <message>
        <source>Host that takes the stream, by RTMPS on port 443</source>
        <translation>配信を受けるホスト(RTMPS、ポート 443)</translation>
    </message>
    <message>
        <source>In CloudWatch</source>
        <translation>CloudWatch のダッシュボード</translation>
    </message>
    <message>
        <source>Low-latency HLS</source>
        <translation>低遅延 HLS</translation>
    </message>
    <message>
        <source>Name of the secret that holds the host key</source>
        <translation>ホストキーを保管するシークレットの名前</translation>
    </message>
    <message>
        <source>One row a minute of a channel</source>
        <translation>チャンネルの 1 分ごとに 1 行</translation>
    </message>
    <message>
        <source>One row a session</source>
        <translation>配信ごとに 1 行</translation>
    </message>
    <message>
        <source>One row every ten seconds of a session</source>
        <translation>配信中 10 秒ごとに 1 行</translation>
    </message>
    <message>
        <source>Takes what the desktop tells</source>
        <translation>Livedesk からの記録を受ける関数</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>Text colour</source>
        <translation>文字色</translation>
    </message>
    <message>
        <source>The CloudFront distribution</source>
        <translation>CloudFront ディストリビューション</translation>
    </message>
    <message>
        <source>The MediaLive channel</source>
        <translation>MediaLive チャンネル</translation>
    </message>
    <message>
        <source>The address and the stream key must not contain blanks</source>
        <translation>アドレスとストリームキーに空白は使えません</translation>
    </message>
    <message>
        <source>The address has no host</source>
        <translation>アドレスにホスト名がありません</translation>
    </message>
    <message>
        <source>The address must begin with rtmp:// or rtmps://</source>
        <translation>アドレスは rtmp:// または rtmps:// で始まる必要があります</translation>
    </message>
    <message>
        <source>The address must not contain a user name or password</source>
        <translation>アドレスにユーザー名やパスワードを含めることはできません</translation>
    </message>
    <message>
        <source>The address names no application, as in rtmp://host/app</source>
        <translation>アドレスにアプリケーション名がありません(例: rtmp://host/app)</translation>
    </message>
    <message>
        <source>The broadcast engine doesn&apos;t start ({reason}).</source>
        <translation>配信エンジンが起動しません({reason})。</translation>
    </message>
    <message>
        <source>The broadcast engine ended unexpectedly ({reason}).</source>
        <translation>配信エンジンが予期せず終了しました({reason})。</translation>
    </message>
    <message>
        <source>The broadcast engine stopped answering.</source>
        <translation>配信エンジンが応答しなくなりました。</translation>
    </message>
    <message>
        <source>The bucket</source>
        <translation>バケット</translation>
    </message>
    <message>
        <source>The camera</source>
        <translation>カメラ</translation>
    </message>
    <message>
        <source>The channel</source>
        <translation>チャンネル</translation>
    </message>
    <message>
        <source>The channel, as metrics and rows name it</source>
        <translation>チャンネル(メトリクスやテーブルでの名前)</translation>
    </message>
    <message>
        <source>The chat of this recording can&apos;t be read ({reason}).</source>
        <translation>この録画のチャットを読み込めません({reason})。</translation>
    </message>
    <message>
        <source>The chat server is overloaded.</source>
        <translation>チャットサーバーが混み合っています。</translation>
    </message>
    <message>
        <source>The chat server {server} can&apos;t be reached ({reason}).</source>
        <translation>{server} に接続できません({reason})。</translation>
    </message>
    <message>
        <source>The chat server {server} doesn&apos;t answer.</source>
        <translation>{server} から応答がありません。</translation>
    </message>
    <message>
        <source>The chat server {server} has no room {room} for this entry.</source>
        <translation>{server} のルーム {room} に入室できません。</translation>
    </message>
    <message>
        <source>The chat server {server} refuses the entry it was shown.</source>
        <translation>{server} に認証を拒否されました。</translation>
    </message>
    <message>
        <source>The chat session ran out.</source>
        <translation>チャットのセッションの有効期限が切れました。</translation>
    </message>
    <message>
        <source>The chosen region lies outside the screen ({screen}).</source>
        <translation>選んだ範囲が画面({screen})の外にあります。</translation>
    </message>
    <message>
        <source>The code of your MFA device was not given.</source>
        <translation>MFA デバイスのコードが入力されませんでした。</translation>
    </message>
    <message>
        <source>The colour, such as #203040.</source>
        <translation>色です(例: #203040)。</translation>
    </message>
    <message>
        <source>The connection to the chat broke.</source>
        <translation>チャットの接続が切れました。</translation>
    </message>
    <message>
        <source>The connection to {host} broke.</source>
        <translation>{host} との接続が切れました。</translation>
    </message>
    <message>
        <source>The disk does not take recordings fast enough.</source>
        <translation>ディスクへの書き込みが録画に追いつきません。</translation>
    </message>
    <message>
        <source>The encoder {encoder} can&apos;t be used on this computer: {reason}.</source>
        <translation>このコンピューターではエンコーダー {encoder} を使用できません: {reason}</translation>
    </message>
    <message>
        <source>The encoder {encoder} doesn&apos;t start with these settings: {reason}.</source>
        <translation>エンコーダー {encoder} は、この設定では起動しません: {reason}</translation>
    </message>
    <message>
        <source>The encoder {encoder} stopped: {reason}.</source>
        <translation>エンコーダー {encoder} が停止しました: {reason}</translation>
    </message>
    <message>
        <source>The file is left as it is.</source>
        <translation>ファイルはそのまま残してあります。</translation>
    </message>
    <message>
        <source>The file {file} can&apos;t be played: {reason}.</source>
        <translation>ファイル {file} を再生できません: {reason}</translation>
    </message>
    <message>
        <source>The file {file} doesn&apos;t exist.</source>
        <translation>ファイル {file} が見つかりません。</translation>
    </message>
    <message>
        <source>The first of Valkey&apos;s servers</source>
        <translation>Valkey の 1 台目のサーバー</translation>
    </message>
    <message>
        <source>The group of servers</source>
        <translation>サーバーのグループ</translation>
    </message>
    <message>
        <source>The host of the address is not valid</source>
        <translation>アドレスのホスト名が正しくありません</translation>
    </message>
    <message>
        <source>The identity of {host} can&apos;t be verified: {reason}.</source>
        <translation>{host} が本物であることを確認できません: {reason}</translation>
    </message>
    <message>
        <source>The ingest address can&apos;t be used: {reason}.</source>
        <translation>この配信先アドレスは使えません: {reason}。</translation>
    </message>
    <message>
        <source>The last destination</source>
        <translation>最後の配信先</translation>
    </message>
    <message>
        <source>The list of destinations</source>
        <translation>配信先の一覧</translation>
    </message>
    <message>
        <source>The part of the system that connects ALSA with the sound server is missing.</source>
        <translation>ALSA とサウンドサーバーをつなぐシステムの部品がありません。</translation>
    </message>
    <message>
        <source>The picture is being encoded with other settings already.</source>
        <translation>映像はすでに別の設定でエンコード中です。</translation>
    </message>
    <message>
        <source>The picture {file} can&apos;t be read: {reason}.</source>
        <translation>画像 {file} を読み込めません: {reason}</translation>
    </message>
    <message>
        <source>The port must be a number between 1 and 65535</source>
        <translation>ポートは 1 から 65535 までの数値にしてください</translation>
    </message>
    <message>
        <source>The practice cloud doesn&apos;t start ({reason}).</source>
        <translation>練習用クラウドが起動しません({reason})。</translation>
    </message>
    <message>
        <source>The practice cloud isn&apos;t running, or doesn&apos;t answer ({reason}).</source>
        <translation>練習用クラウドが動作していないか、応答しません({reason})。</translation>
    </message>
    <message>
        <source>The practice cloud refused: {reason}</source>
        <translation>練習用クラウドに拒否されました: {reason}</translation>
    </message>
    <message>
        <source>The profile {profile} has no credentials.</source>
        <translation>プロファイル {profile} に認証情報がありません。</translation>
    </message>
    <message>
        <source>The recording stopped: {reason}.</source>
        <translation>録画が停止しました: {reason}</translation>
    </message>
    <message>
        <source>The same by HTTPS, signed with IAM</source>
        <translation>同じ関数の HTTPS アドレス(IAM 署名)</translation>
    </message>
    <message>
        <source>The screen {display} can&apos;t be captured.</source>
        <translation>画面 {display} を取り込めません。</translation>
    </message>
    <message>
        <source>The server {host} can&apos;t be found.</source>
        <translation>サーバー {host} が見つかりません。</translation>
    </message>
    <message>
        <source>The source “{kind}” can&apos;t be opened like this: {reason}.</source>
        <translation>ソース「{kind}」をこの設定では開けません: {reason}</translation>
    </message>
    <message>
        <source>The source “{kind}” stopped delivering: {reason}.</source>
        <translation>ソース「{kind}」からの入力が止まりました: {reason}</translation>
    </message>
    <message>
        <source>The stream key must not begin with a question mark</source>
        <translation>ストリームキーを「?」で始めることはできません</translation>
    </message>
    <message>
        <source>The system does not allow Livedesk to capture {device}.</source>
        <translation>Livedesk による {device} の取り込みが、システムで許可されていません。</translation>
    </message>
    <message>
        <source>The template of {pattern} has an error: {reason}</source>
        <translation>{pattern} のテンプレートに誤りがあります: {reason}</translation>
    </message>
    <message>
        <source>The template of {pattern} has {bytes} bytes; AWS takes {limit} at most.</source>
        <translation>{pattern} のテンプレートは {bytes} バイトです。AWS の上限は {limit} です。</translation>
    </message>
    <message>
        <source>There is no AWS profile named {profile}.</source>
        <translation>{profile} という AWS プロファイルはありません。</translation>
    </message>
    <message>
        <source>There is no architecture named {pattern}.</source>
        <translation>{pattern} というアーキテクチャはありません。</translation>
    </message>
    <message>
        <source>There is no destination called “{destination}” on air.</source>
        <translation>配信中の配信先に「{destination}」はありません。</translation>
    </message>
    <message>
        <source>There is no microphone.</source>
        <translation>マイクが見つかりません。</translation>
    </message>
    <message>
        <source>There is no room for recordings: {free} are free, {stop} must be.</source>
        <translation>録画に必要な空き容量がありません(空き {free}、必要 {stop})。</translation>
    </message>
    <message>
        <source>There is no room to repair {file}.</source>
        <translation>{file} を修復するための空き容量がありません。</translation>
    </message>
    <message>
        <source>There is no source called “{kind}”.</source>
        <translation>「{kind}」というソースはありません。</translation>
    </message>
    <message>
        <source>There is no stream key.</source>
        <translation>ストリームキーがありません。</translation>
    </message>
    <message>
        <source>There is nothing to save yet.</source>
        <translation>保存できる映像がまだありません。</translation>
    </message>
    <message>
        <source>This account is banned from the chat.</source>
        <translation>このアカウントは BAN されています。</translation>
    </message>
    <message>
        <source>This computer&apos;s chat server isn&apos;t running just now.</source>
        <translation>このコンピューターのチャットサーバーは現在動いていません。</translation>
    </message>
    <message>
        <source>This installation has no cloud support ({package} is missing).</source>
        <translation>クラウド機能が入っていません({package} がありません)。</translation>
    </message>
    <message>
        <source>This session has no screen to capture.</source>
        <translation>この環境には、取り込める画面がありません。</translation>
    </message>
    <message>
        <source>This session has no sound server, so other programs can&apos;t be heard.</source>
        <translation>この環境にはサウンドサーバーがないため、ほかのアプリの音声を取り込めません。</translation>
    </message>
    <message>
        <source>This system does not offer the sound of other programs as a device.</source>
        <translation>このシステムでは、ほかのアプリの音声を直接取り込めません。</translation>
    </message>
    <message>
        <source>Time code</source>
        <translation>タイムコード</translation>
    </message>
    <message>
        <source>Tone</source>
        <translation>テスト音</translation>
    </message>
    <message>
        <source>Top edge</source>
        <translation>上端</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>転送形式</translation>
    </message>
    <message>
        <source>Try again and type the six digits that the device shows.</source>
        <translation>もう一度試し、デバイスに表示された 6 桁の数字を入力してください。</translation>
    </message>
    <message>
        <source>Try again; if it repeats, look into {log}.</source>
        <translation>もう一度試してください。繰り返す場合は {log} を確認してください。</translation>
    </message>
    <message>
        <source>Try again; if it repeats, send the log file to support.</source>
        <translation>もう一度試してください。繰り返す場合は、ログファイルをサポートに送ってください。</translation>
    </message>
    <message>
        <source>Type the name of the stack exactly as it is written.</source>
        <translation>スタック名を表示どおりに入力してください。</translation>
    </message>
    <message>
        <source>Use an address that begins with https:// or wss://; others are for this computer only.</source>
        <translation>https:// または wss:// で始まるアドレスを使ってください。それ以外は、このコンピューター内でのみ使えます。</translation>
    </message>
    <message>
        <source>Use the host&apos;s account, or ask a moderator to lift the ban.</source>
        <translation>配信者のアカウントを使うか、モデレーターに解除を頼んでください。</translation>
    </message>
    <message>
        <source>Use the rtmp:// address of the MediaLive input; the stream is not encrypted on the way.</source>
        <translation>MediaLive 入力の rtmp:// アドレスを使ってください。通信経路は暗号化されません。</translation>
    </message>
    <message>
        <source>Use {replacement} instead; nothing was created.</source>
        <translation>代わりに {replacement} を使ってください。何も作成されていません。</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Wait a minute and try again.</source>
        <translation>1 分ほど待って、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Wait a moment: Livedesk keeps trying.</source>
        <translation>しばらくお待ちください。Livedesk は接続を試み続けます。</translation>
    </message>
    <message>
        <source>Wait a moment: it is started again by itself.</source>
        <translation>自動的に再起動します。しばらくお待ちください。</translation>
    </message>
    <message>
        <source>Wait until that has ended; its events go on appearing.</source>
        <translation>完了までお待ちください。イベントは引き続き表示されます。</translation>
    </message>
    <message>
        <source>Wayland sessions can&apos;t be captured yet.</source>
        <translation>Wayland の画面はまだ取り込めません。</translation>
    </message>
    <message>
        <source>What clients and pages connect to</source>
        <translation>クライアントやページの接続先</translation>
    </message>
    <message>
        <source>What is written; {time} and {date} are replaced.</source>
        <translation>表示する文字。{time} と {date} は現在の時刻と日付になります。</translation>
    </message>
    <message>
        <source>What players open</source>
        <translation>プレーヤーで開く URL</translation>
    </message>
    <message>
        <source>What was recorded until then is kept. Check the disk, then record again.</source>
        <translation>それまでの録画は残っています。ディスクを確認して、もう一度録画してください。</translation>
    </message>
    <message>
        <source>What was recorded until then is kept. Choose a folder on another disk, then record again.</source>
        <translation>それまでの録画は残っています。別のディスクのフォルダーを選んで、もう一度録画してください。</translation>
    </message>
    <message>
        <source>Where alarms go</source>
        <translation>アラームの通知先</translation>
    </message>
    <message>
        <source>Where cards stand.</source>
        <translation>カードを表示する位置です。</translation>
    </message>
    <message>
        <source>Where shorter lines stand.</source>
        <translation>短い行を揃える位置です。</translation>
    </message>
    <message>
        <source>Where the shown part begins, from the left.</source>
        <translation>表示する範囲の、左からの位置です。</translation>
    </message>
    <message>
        <source>Where the shown part begins, from the top.</source>
        <translation>表示する範囲の、上からの位置です。</translation>
    </message>
    <message>
        <source>Where the tone is heard.</source>
        <translation>音を出すチャンネルです。</translation>
    </message>
    <message>
        <source>Where to send to</source>
        <translation>送信先</translation>
    </message>
    <message>
        <source>Where to send to as well</source>
        <translation>もう 1 つの送信先</translation>
    </message>
    <message>
        <source>Which camera to show; empty is the first one.</source>
        <translation>映すカメラです。空欄にすると最初のカメラを使います。</translation>
    </message>
    <message>
        <source>Which microphone to use; empty is the system&apos;s default.</source>
        <translation>使用するマイクです。空欄にするとシステムの既定のマイクを使います。</translation>
    </message>
    <message>
        <source>Which screen to show; empty is the main one.</source>
        <translation>表示する画面です。空欄ならメインの画面になります。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>幅</translation>
    </message>
    <message>
        <source>You are not allowed to call {action}.</source>
        <translation>{action} を呼び出す権限がありません。</translation>
    </message>
    <message>
        <source>Your sign-in for the profile {profile} has expired.</source>
        <translation>プロファイル {profile} のサインインの有効期限が切れました。</translation>
    </message>
    <message>
        <source>a file of certificates in PEM form</source>
        <translation>PEM 形式の証明書のファイル</translation>
    </message>
    <message>
        <source>alarm-month</source>
        <translation>個・月</translation>
    </message>
    <message>
        <source>at least one</source>
        <translation>1 つ以上</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>both</source>
        <translation>両方</translation>
    </message>
    <message>
        <source>bottom</source>
        <translation>下</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>激しい</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>中央</translation>
    </message>
    <message>
        <source>chat 3</source>
        <translation>チャット 3</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>dashboard-month</source>
        <translation>個・月</translation>
    </message>
    <message>
        <source>each id once</source>
        <translation>重複しない ID</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>ended by itself</source>
        <translation>単独で終了</translation>
    </message>
    <message>
        <source>everything is allowed in practice</source>
        <translation>練習ではすべて許可されます</translation>
    </message>
    <message>
        <source>fps</source>
        <translation>fps</translation>
    </message>
    <message>
        <source>h</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>it hangs</source>
        <translation>応答なし</translation>
    </message>
    <message>
        <source>it has left no address</source>
        <translation>接続先の記録がありません</translation>
    </message>
    <message>
        <source>it takes longer than three minutes</source>
        <translation>3 分以内に完了しませんでした</translation>
    </message>
    <message>
        <source>its address is out of date</source>
        <translation>接続先の記録が古くなっています</translation>
    </message>
    <message>
        <source>kbit/s</source>
        <translation>kbit/s</translation>
    </message>
    <message>
        <source>key-month</source>
        <translation>個・月</translation>
    </message>
    <message>
        <source>left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>ライン</translation>
    </message>
    <message>
        <source>live 1</source>
        <translation>配信 1</translation>
    </message>
    <message>
        <source>live 2</source>
        <translation>配信 2</translation>
    </message>
    <message>
        <source>metric-month</source>
        <translation>個・月</translation>
    </message>
    <message>
        <source>million calls</source>
        <translation>百万回</translation>
    </message>
    <message>
        <source>million events</source>
        <translation>百万件</translation>
    </message>
    <message>
        <source>million invocations</source>
        <translation>百万回</translation>
    </message>
    <message>
        <source>million operations</source>
        <translation>百万回</translation>
    </message>
    <message>
        <source>million requests</source>
        <translation>百万リクエスト</translation>
    </message>
    <message>
        <source>million units</source>
        <translation>百万ユニット</translation>
    </message>
    <message>
        <source>mjpeg</source>
        <translation>MJPEG</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>動きあり</translation>
    </message>
    <message>
        <source>name_template</source>
        <translation>ファイル名</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>応答なし</translation>
    </message>
    <message>
        <source>no file is chosen</source>
        <translation>ファイルが選ばれていません</translation>
    </message>
    <message>
        <source>node-hour</source>
        <translation>ノード・時間</translation>
    </message>
    <message>
        <source>not counted in practice</source>
        <translation>練習では確認しません</translation>
    </message>
    <message>
        <source>not known here; AWS refuses what is too much</source>
        <translation>確認できません。上限を超えると AWS が拒否します</translation>
    </message>
    <message>
        <source>not known: iam:SimulatePrincipalPolicy is not allowed</source>
        <translation>確認できません(iam:SimulatePrincipalPolicy の権限なし)</translation>
    </message>
    <message>
        <source>one of another Livedesk version is running</source>
        <translation>別のバージョンの Livedesk のものが動作しています</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>ピクセル</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>非圧縮</translation>
    </message>
    <message>
        <source>right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>secret-month</source>
        <translation>個・月</translation>
    </message>
    <message>
        <source>sides that together leave at least 5 % of the picture</source>
        <translation>映像の 5% 以上が残る範囲</translation>
    </message>
    <message>
        <source>some depend on conditions that only the calls themselves show</source>
        <translation>一部は実行時の条件によって変わります</translation>
    </message>
    <message>
        <source>step 4</source>
        <translation>ステップ 4</translation>
    </message>
    <message>
        <source>still</source>
        <translation>静止</translation>
    </message>
    <message>
        <source>the screen</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>there is no such function</source>
        <translation>その関数はありません</translation>
    </message>
    <message>
        <source>to end the broadcast</source>
        <translation>「配信を停止」</translation>
    </message>
    <message>
        <source>too many commands wait</source>
        <translation>処理待ちの操作が多すぎます</translation>
    </message>
    <message>
        <source>top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>viewer-hour</source>
        <translation>視聴者・時間</translation>
    </message>
    <message>
        <source>{device} is being used by another program.</source>
        <translation>{device} は別のアプリで使用中です。</translation>
    </message>
    <message>
        <source>{device} is not connected.</source>
        <translation>{device} が接続されていません。</translation>
    </message>
    <message>
        <source>{file} can&apos;t be repaired: {reason}.</source>
        <translation>{file} を修復できません: {reason}</translation>
    </message>
    <message>
        <source>{host} accepts the connection but doesn&apos;t answer ({step}).</source>
        <translation>{host} は接続を受け付けましたが、応答しません({step})。</translation>
    </message>
    <message>
        <source>{host} answered, but not as a streaming server ({status}).</source>
        <translation>{host} は応答しましたが、配信サーバーではないようです({status})。</translation>
    </message>
    <message>
        <source>{host} can&apos;t be reached.</source>
        <translation>{host} に到達できません。</translation>
    </message>
    <message>
        <source>{host} closed the connection instead of accepting the stream.</source>
        <translation>{host} は配信を受け入れずに接続を閉じました。</translation>
    </message>
    <message>
        <source>{host} does not know this address ({status}).</source>
        <translation>{host} にこのアドレスはありません({status})。</translation>
    </message>
    <message>
        <source>{host} has accepted nothing for {seconds} seconds.</source>
        <translation>{host} は {seconds} 秒間、データを受け取っていません。</translation>
    </message>
    <message>
        <source>{host} refused the broadcast ({status}).</source>
        <translation>{host} が配信を拒否しました({status})。</translation>
    </message>
    <message>
        <source>{host} refused the stream key ({status}).</source>
        <translation>{host} がストリームキーを拒否しました({status})。</translation>
    </message>
    <message>
        <source>{parameter} can&apos;t be {value}: {reason}</source>
        <translation>{parameter} を {value} にはできません: {reason}</translation>
    </message>
    <message>
        <source>{pattern} can&apos;t be built in {region}.</source>
        <translation>{pattern} は {region} では作成できません。</translation>
    </message>
    <message>
        <source>{pattern} has no parameter {parameter}.</source>
        <translation>{pattern} に {parameter} という設定はありません。</translation>
    </message>
    <message>
        <source>{pattern} uses {type}, which AWS has ended ({reason}).</source>
        <translation>{pattern} は AWS が終了した {type} を使っています({reason})。</translation>
    </message>
    <message>
        <source>{quota}: your account may have {limit} in {region}, and this needs {wanted}.</source>
        <translation>{quota}: このアカウントの {region} での上限は {limit} ですが、{wanted} が必要です。</translation>
    </message>
    <message>
        <source>{server} answers, but not as a chat server.</source>
        <translation>{server} はチャットサーバーではないようです。</translation>
    </message>
    <message>
        <source>{service} in {region} doesn&apos;t answer ({reason}).</source>
        <translation>{region} の {service} が応答しません({reason})。</translation>
    </message>
    <message>
        <source>{setting} can&apos;t be {value}.</source>
        <translation>{setting} を {value} にはできません。</translation>
    </message>
    <message>
        <source>{setting} is {value}, but {ingest} accepts at most {limit}.</source>
        <translation>{setting}が {value} です。{ingest} で使えるのは {limit} までです。</translation>
    </message>
    <message>
        <source>{stack} could not be torn down: {resource}: {reason}</source>
        <translation>{stack} を撤去できませんでした: {resource}: {reason}</translation>
    </message>
    <message>
        <source>{stack} has changed since it was planned.</source>
        <translation>{stack} は計画後に変更されています。</translation>
    </message>
    <message>
        <source>{stack}: {resource} could not be made: {reason}</source>
        <translation>{stack}: {resource} を作成できませんでした: {reason}</translation>
    </message>
    <message>
        <source>{what} did not come to {state} within {seconds} s; it is {found}.</source>
        <translation>{what} が {seconds} 秒以内に {state} になりませんでした(現在 {found})。</translation>
    </message>
    <message>
        <source>{what} doesn&apos;t exist.</source>
        <translation>{what} は存在しません。</translation>
    </message>
</context>
</TS>
