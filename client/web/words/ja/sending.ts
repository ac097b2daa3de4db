// 新しい授受、預入、パスワード通知、日付の欄。
export const dates = { calendar: '暦から選ぶ', noDay: '年・月・日を入力してください。', noDayChosen: '日付を指定していません。', noTime: '時・分を入力してください。', time: '時刻', after: { year: '年', month: '月', day: '日' }, era: { M: '明治', T: '大正', S: '昭和', H: '平成', R: '令和' } };
export const combo = { open: '一覧を開く', nothing: '合うものがありません。' };
export const contents = {
  title: '新しい授受', steps: '手順', step1: '送付先と内容', step2: 'ファイル', step3: '確認', noEngagement: 'いま使える委託業務がありません。管理者に連絡してください。',
  engagement: '委託業務', engagementMore: '自分の課の業務だけが表示されます。', engagementMoreOwn: '名簿に載っている業務だけが表示されます。', pick: '選んでください', recipientsMore: 'この業務の受託事業者だけが表示されます。', sectionsMore: 'この業務の担当課だけが表示されます。',
  form: '帳票', quantity: '数量', titleField: '件名', titleMore: '住民の氏名を書かないでください。', purpose: '使いみち', fromEngagement: '（業務から）',
  keyConfirmed: '鍵{{count}}本は照合済み（{{day}} {{name}}）', last: '前回の送付先', lastOn: '前回の送付先（{{day}}）', similar: 'よく似た名称の事業者があります：{{names}}', several: '複数の送付先に渡す', lastQuantity: '前回（{{day}}）は{{n}}でした。今回の数量を入力してください。', like: '授受 {{number}} と同じ内容を入れました。', likeMore: '数量は入れていません。送付先と受取期限も確かめて、ファイルへ進んでください。',
  closed: { 'no-certificate': '選べません：鍵が登録されていません。登録され、「鍵」の画面で照合されると選べます。', 'unconfirmed-certificate': '選べません：鍵の照合が済んでいません。「鍵」の画面で、電話で聞いた言葉と数字を照合すると選べます。', 'rsa-certificate': '選べません：登録されているのはRSAの鍵だけで、この業務では使いません。新しい鍵（Curve25519）が登録され、照合されると選べます。', 'engagement-closed': '選べません：委託業務の期間外です。', 'no-annex': '選べません：特記事項が登録されていません。業務の画面で登録すると選べます。', 'routes-closed': '選べません：認証が有効でないため、回線も媒体も使えません。' },
  saveAndClose: '下書きを保存して閉じる', toFiles: 'ファイルへ進む', saved: '下書きを保存しました。まだ送っていません。',
  missing: { engagement: '委託業務を選んでください。', recipients: '送付先を選んでください。', form: '帳票を選んでください。', quantity: '数量を1以上の数字で入力してください。', until: '受取期限には、今より後の日時を入力してください。' },
};
export const files = {
  title: '渡すファイル', drop: 'ここにファイルかフォルダを置いてください', choose: 'ファイルを選ぶ', chooseFolder: 'フォルダを選ぶ', limit: '1ファイル {{size}}（{{bytes}}バイト）まで', none: 'ファイルを1つ以上加えてください。',
  caption: '渡すファイル', name: 'ファイル名', size: '大きさ', changed: '更新日時', state: '状態', sealed: '封緘済み', notSent: 'まだ送っていません', removeHead: '外す', remove: '外す', removeNamed: '{{file}} を外す', back: '戻って直す', toCheck: '確認へ進む',
  reading: '読み取っています', counting: '行を数えています', counted: '{{rows}}行・{{columns}}列（このパソコンの中で数えました）', countedBelow: '見出しのほか{{rows}}行・{{columns}}列（このパソコンの中で数えました）', headings: '見出し：{{headings}}', folder: 'フォルダ {{folder}}', unreadable: '読み取れないファイルがあるため、加えていません。', unreadableMore: '別のソフトで開いていないか、フォルダを読む権限があるかを確かめて、もう一度置いてください。',
  refused: '加えられなかったファイルが{{count}}つあります。', why: { system: '『{{file}}』は、パソコンが作る管理用のファイルのため、加えていません。', tooBig: '『{{file}}』は大きすぎるため、加えていません。{{size}}（{{bytes}}バイト）で、上限は{{limit}}です。', empty: '『{{file}}』は空（0バイト）のため、加えていません。', twice: '『{{file}}』は、同じ名前のファイルがすでにあるため、加えていません。', tooMany: '『{{file}}』は、ファイル数の上限を超えるため、加えていません。' },
  slot: '{{recipient}}に渡すファイル', slotAll: 'すべての送付先に同じものを渡すファイル', slotAllMore: '送付先ごとに違うファイルは、上のそれぞれの欄に置いてください。', slotsMore: '送付先ごとに別のファイルを渡します。ほかの送付先には、ファイルの名前も届きません。', slotEmpty: 'まだファイルがない送付先があります：{{recipients}}', sameForAll: '同じファイルを{{count}}か所に渡します。', notOpen: 'この授受は、もう下書きではありません。', toTransfer: '授受 {{number}} を見る',
};
