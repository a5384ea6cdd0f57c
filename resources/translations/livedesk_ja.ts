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
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Broadcast</source>
        <translation>配信(&amp;B)</translation>
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
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
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
        <source>Go to &amp;health</source>
        <translation>配信状態へ移動(&amp;H)</translation>
    </message>
    <message>
        <source>Open the &amp;log folder</source>
        <translation>ログのフォルダーを開く(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;About Livedesk</source>
        <translation>Livedesk について(&amp;A)</translation>
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
        <source>Found on air</source>
        <translation>すでに配信中でした</translation>
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
    <name>DestinationPanel</name>
    <message>
        <source>On air: practice on this computer.</source>
        <translation>このコンピューターで練習配信中です。</translation>
    </message>
    <message>
        <source>On air to {address}</source>
        <translation>{address} へ配信中</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>配信先</translation>
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
        <translation>フレームレート</translation>
    </message>
    <message>
        <source>Queue delay</source>
        <translation>送信待ち時間</translation>
    </message>
    <message>
        <source>Dropped frames</source>
        <translation>フレーム落ち</translation>
    </message>
    <message>
        <source>Engine CPU</source>
        <translation>エンジン CPU</translation>
    </message>
    <message>
        <source>Engine memory</source>
        <translation>エンジンのメモリ</translation>
    </message>
    <message>
        <source>encoded</source>
        <translation>符号化</translation>
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
        <translation>符号化</translation>
    </message>
    <message>
        <source>network</source>
        <translation>回線</translation>
    </message>
</context>
<context>
    <name>NoticesPanel</name>
    <message>
        <source>Start the engine again</source>
        <translation>エンジンを再起動</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>了解</translation>
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
        <source>Encoder speed</source>
        <translation>エンコード速度</translation>
    </message>
    <message>
        <source>Slower ones look better at the same bitrate and cost more of the processor.</source>
        <translation>遅い設定ほど同じビットレートでも高画質になりますが、CPU の負荷が増えます。</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>カスタム</translation>
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
        <source>Close</source>
        <translation>閉じる</translation>
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
    <name>SourcesPanel</name>
    <message>
        <source>Source</source>
        <translation>ソース</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>音声</translation>
    </message>
    <message>
        <source>Source of the picture</source>
        <translation>映像のソース</translation>
    </message>
    <message>
        <source>Source of the sound</source>
        <translation>音声のソース</translation>
    </message>
    <message>
        <source>The sound of the picture, or silence</source>
        <translation>映像の音声(なければ無音)</translation>
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
        <source>Practice ingest receives {fps} fps, {rate} Mb/s, key frame every {interval} s · viewers: {viewers}</source>
        <translation>練習用サーバーの受信: {fps} fps、{rate} Mb/s、キーフレーム間隔 {interval} 秒 · 視聴者 {viewers}</translation>
    </message>
    <message>
        <source>Round trip {rtt} ms · resent packets: {count}</source>
        <translation>往復 {rtt} ms · 再送パケット {count}</translation>
    </message>
</context>
<context>
    <name>StudioWindow</name>
    <message>
        <source>Livedesk studio</source>
        <translation>Livedesk スタジオ</translation>
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
        <source>Allow it in the system&apos;s privacy settings, then start Livedesk again.</source>
        <translation>システムのプライバシー設定で許可してから、Livedesk を起動し直してください。</translation>
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
        <source>Check your network; Livedesk is reconnecting.</source>
        <translation>ネットワークを確認してください。Livedesk は再接続しています。</translation>
    </message>
    <message>
        <source>Check your network; Livedesk keeps trying.</source>
        <translation>ネットワークを確認してください。Livedesk は接続を試み続けます。</translation>
    </message>
    <message>
        <source>Choose a file that exists.</source>
        <translation>存在するファイルを選んでください。</translation>
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
        <source>Choose another preset or a smaller picture.</source>
        <translation>別のプリセットか、より小さい映像を選んでください。</translation>
    </message>
    <message>
        <source>Choose one of: {known}.</source>
        <translation>次のいずれかを選んでください: {known}</translation>
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
        <source>Copy the address from your streaming service again; it starts with rtmp:// or rtmps://.</source>
        <translation>配信サービスからアドレスをコピーし直してください。rtmp:// または rtmps:// で始まります。</translation>
    </message>
    <message>
        <source>Copy the stream key again from your streaming service and go live again.</source>
        <translation>配信サービスからストリームキーをコピーし直して、もう一度配信を開始してください。</translation>
    </message>
    <message>
        <source>Correct the marked setting of the source.</source>
        <translation>印の付いたソースの設定を直してください。</translation>
    </message>
    <message>
        <source>Correct the value and try again.</source>
        <translation>値を直して、もう一度試してください。</translation>
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
        <source>Go live again; if it repeats, choose a faster preset.</source>
        <translation>もう一度配信を開始してください。繰り返す場合は、より速いプリセットを選んでください。</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高さ</translation>
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
        <source>Left edge</source>
        <translation>左端</translation>
    </message>
    <message>
        <source>Log out, choose “Xorg” on the login screen, and log in again.</source>
        <translation>ログアウトし、ログイン画面で「Xorg」を選んで、もう一度ログインしてください。</translation>
    </message>
    <message>
        <source>Lower it to {limit} or less, or choose another destination type.</source>
        <translation>{limit} 以下に下げるか、別の種類の配信先を選んでください。</translation>
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
        <source>Motion</source>
        <translation>動き</translation>
    </message>
    <message>
        <source>Mouse pointer</source>
        <translation>マウスポインター</translation>
    </message>
    <message>
        <source>Nothing answers at {host}.</source>
        <translation>{host} から応答がありません。</translation>
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
        <source>Pitch</source>
        <translation>音の高さ</translation>
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
        <source>Show the mouse pointer.</source>
        <translation>マウスポインターを表示します。</translation>
    </message>
    <message>
        <source>Show the running time, also for machines.</source>
        <translation>経過時間を、機械でも読み取れる形で表示します。</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>無音</translation>
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
        <source>Test pattern</source>
        <translation>テストパターン</translation>
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
        <source>The chosen region lies outside the screen ({screen}).</source>
        <translation>選んだ範囲が画面({screen})の外にあります。</translation>
    </message>
    <message>
        <source>The connection to {host} broke.</source>
        <translation>{host} との接続が切れました。</translation>
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
        <source>The file {file} can&apos;t be played: {reason}.</source>
        <translation>ファイル {file} を再生できません: {reason}</translation>
    </message>
    <message>
        <source>The file {file} doesn&apos;t exist.</source>
        <translation>ファイル {file} が見つかりません。</translation>
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
        <source>The last picture is kept and the source is tried again every 2 seconds.</source>
        <translation>最後の映像を保ったまま、2 秒ごとにソースを開き直します。</translation>
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
        <source>There is no source called “{kind}”.</source>
        <translation>「{kind}」というソースはありません。</translation>
    </message>
    <message>
        <source>There is no stream key.</source>
        <translation>ストリームキーがありません。</translation>
    </message>
    <message>
        <source>This session has no screen to capture.</source>
        <translation>この環境には、取り込める画面がありません。</translation>
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
        <source>Try again; if it repeats, look into {log}.</source>
        <translation>もう一度試してください。繰り返す場合は {log} を確認してください。</translation>
    </message>
    <message>
        <source>Try again; if it repeats, send the log file to support.</source>
        <translation>もう一度試してください。繰り返す場合は、ログファイルをサポートに送ってください。</translation>
    </message>
    <message>
        <source>Use the rtmp:// address of the MediaLive input; the stream is not encrypted on the way.</source>
        <translation>MediaLive 入力の rtmp:// アドレスを使ってください。通信経路は暗号化されません。</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Wayland sessions can&apos;t be captured yet.</source>
        <translation>Wayland の画面はまだ取り込めません。</translation>
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
        <source>Which screen to show; empty is the main one.</source>
        <translation>表示する画面です。空欄ならメインの画面になります。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>幅</translation>
    </message>
    <message>
        <source>both</source>
        <translation>両方</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>激しい</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>it has left no address</source>
        <translation>接続先の記録がありません</translation>
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
        <source>left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>ライン</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>動きあり</translation>
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
        <source>right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>still</source>
        <translation>静止</translation>
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
        <source>{setting} can&apos;t be {value}.</source>
        <translation>{setting} を {value} にはできません。</translation>
    </message>
    <message>
        <source>{setting} is {value}, but {ingest} accepts at most {limit}.</source>
        <translation>{setting}が {value} です。{ingest} で使えるのは {limit} までです。</translation>
    </message>
</context>
</TS>
