// 解錠と保存、受領確認、鍵。
export const open = {
  title: '解錠と保存 {{number}}', step1: '解錠', step2: '開いて保存', step3: '受領確認', closed: 'いまは受け取れません。', password: 'パスワード', passwordMore: '通知書の7組を入力してください。大文字と小文字、全角と半角は区別しません。', staysHere: '入力したパスワードは、このパソコンの外に送られません。', unlock: '解錠する', saveSealed: '封緘したまま保存する',
  slip: { length: 'パスワードは{{wanted}}文字です。今は{{count}}文字です。まだ解錠は試していません。', symbol: '{{group}}組目に、使われない文字があります。まだ解錠は試していません。', group: '{{group}}組目に打ち間違いがあるようです。まだ解錠は試していません。通知書と見比べてください。', somewhere: 'どこかに打ち間違いがあるようです。まだ解錠は試していません。通知書と見比べてください。' },
  unlocked: '解錠しました。', unlockedMore: '鍵箱の署名も確かめました。次に、保存先を選んで開きます。', keyFile: '鍵のファイル', keyFileMore: '次のどれかの鍵で開けます：{{keys}}', keyFileMissing: '鍵のファイルを選んでください。', key: '{{label}}（{{words}}）', chooseKeyFile: '鍵のファイルを選ぶ', passphrase: '鍵のパスフレーズ', passphraseMore: '鍵を作ったときに決めたものです。このパソコンの外に送られません。',
  saveAndOpen: '保存先を選んで開く', again: 'もう一度受け取る', stage: { waiting: '待っています', receiving: '受け取って開いています', opening: '開いています', saved: '保存しました' },
  tooBig: 'このブラウザーでは2 GBを超えるファイルを開けません。', tooBigMore: 'EdgeかChromeで開くか、封緘したまま保存してください。', saved: '{{files}}を保存しました。', savedMore: '送られた内容と一致しています。', toReceipt: '受領確認へ進む',
  failure: {
    PASSWORD_SLIP: '{{group}}組目に打ち間違いがあるようです。まだ解錠は試していません。通知書と見比べてください。', PASSWORD_SLIP_SOMEWHERE: 'どこかに打ち間違いがあるようです。まだ解錠は試していません。通知書と見比べてください。',
    PASSWORD_WRONG: 'このパスワードでは解錠できません。ファイルは壊れていません。何度でもやり直せます。通知書が{{number}}の、いちばん新しいものか確かめてください。',
    PASSPHRASE_WRONG: '鍵のパスフレーズが違います。ファイルも鍵も壊れていません。何度でもやり直せます。',
    KEY_WRONG: '選んだ鍵では開けません。ファイルは壊れていません。指紋の終わりが{{fps}}のどれかの鍵を選んでください。',
    FILE_DAMAGED: 'ファイルが途中で壊れています。パスワードの間違いではありません。壊れたものは保存していません。「もう一度受け取る」を押してください。',
    SIGNATURE_BAD: '鍵箱の署名と一致しないため、開いていません。ファイルは使わず、{{section}}（{{tel}}）に連絡してください。',
    LINE_CUT: '通信が切れました。途中のものは保存していません。つながったら、もう一度受け取ってください。', REFUSED: '鍵箱が受け付けませんでした。画面を読み込み直して、状態を確かめてください。',
    CANNOT_SAVE: '保存できませんでした。ファイルは壊れていません。空きのある保存先を選んで、もう一度受け取ってください。', FAILED: '開けませんでした。何も保存していません。画面を読み込み直して、もう一度お試しください。',
  },
};
export const sealed = {
  title: '封緘したまま保存する', more: '錠と本体を、同じフォルダに保存してください。開くときに、パスワードと（必要なら）鍵を使います。', lock: '錠を保存する', body: '本体を保存する：{{file}}', manifest: '送付明細を保存する', signature: '明細の署名を保存する',
  commands: 'GnuPGで開く', commandsMore: '保存したフォルダで、次の命令を上から順に実行してください。最初の命令で、通知書のパスワード（区切りなしの28文字）を入力します。', system: { windows: 'Windows（コマンド プロンプト）', unix: 'macOS・Linux' },
  deleteOnError: 'エラーで終わったときは、できたファイルを使わずに削除してください。', notGpg: 'この封緘はGnuPGでは開けません。ブラウザーか、kagibakoの命令で開いてください。',
};
export const receipt = {
  title: '受領確認 {{number}}', recorded: '送り主の記録', counted: '数えた件数', opened: '{{files}}をすべて開き、送られた内容と一致しました', cannot: '確かめられない理由を書く', means: '確認すると、定めた時間のあとに鍵箱のデータを消去します。消去は元に戻せません。開けることを確かめてから押してください。', notYet: 'まだ確認しない', confirm: '受領を確認する',
  countMissing: '数えた件数を数字で入力してください。', openedMissing: '開いて確かめるか、確かめられない理由を書いてください。', differsTitle: '数量が一致しません。', differs: '送り主の記録は{{recorded}}、入力は{{typed}}です。まだ確認していません。理由を書くと進めます。', reasonMissing: '理由を入力してください。',
  done: '受領を確認しました。受領書を作りました。鍵箱のデータは、{{at}}に消去します。', already: '{{name}}さんが受領を確認しています。',
};
export const keys = {
  title: '鍵', own: 'この事業者の鍵', ofSection: '担当課の鍵', ownMore: '鍵のファイルは、あなたが保管します。鍵箱には、封緘に使う証明書だけを登録します。', sectionMore: '受託事業者から受け取るときに使います。鍵のファイルは、担当課で保管します。',
  toConfirm: '電話で照合する鍵', toConfirmMore: '登録した人とは別の経路（電話）で、言葉と数字を聞き取り、入力してください。照合するまで、この鍵あてには封緘しません。', noneToConfirm: '照合を待っている鍵はありません。', others: 'ほかの鍵 {{count}}本',
  tellThem: 'この言葉と数字を、担当課に電話で伝えてください。', words: '言葉と数字', fingerprint: '指紋', algorithm: '方式', registered: '登録', confirmed: '照合', expires: '有効期限', state: { withdrawn: '取下げ', unconfirmed: '照合待ち', confirmed: '照合済み' },
  withdraw: 'この鍵を取り下げる', withdrawNamed: 'この鍵を取り下げる：{{label}}', withdrawTitle: '{{label}}の鍵を取り下げますか', withdrawMore: '新しい授受は、この鍵では開けなくなります。すでに送られたものは、この鍵で開けます。元に戻せません。', keep: '取り下げない',
  heard: '電話で聞いた言葉と数字', heardMore: '{{party}}に電話し、相手の画面にある言葉と数字（または指紋）を読み上げてもらってください。', confirm: '{{party}}の鍵を照合する',
  make: '鍵を作る', register: '持っている鍵を登録する', added: '鍵を登録しました。', addedMore: '言葉と数字を担当課に電話で伝え、照合を受けてください。',
  label: 'だれの・どの端末の鍵か', labelMore: '例：田中 誠の業務用パソコン', passphrase: '鍵のパスフレーズ', passphraseMore: '15文字以上。ことばを並べてもかまいません。忘れると、受け取ったものを開けません。', passphraseAgain: '鍵のパスフレーズ（確認のためもう一度）', makeNow: '鍵を作る',
  saveTitle: '鍵のファイルを保存する', youKeepIt: '鍵のファイルは、あなたが保管します。', youKeepItMore: 'なくすと、受け取ったものを開けません。鍵箱には保管されません。', saveFile: '鍵のファイルを保存する', saveFirst: '先に、鍵のファイルを保存してください。', tickFirst: '保存したことを確かめて、印をつけてください。', checked: '鍵のファイルを保存し、どこにあるか確かめました', registerNow: '証明書を登録する',
  certificate: '証明書（公開鍵）', certificateMore: 'テキスト（-----BEGIN PGP PUBLIC KEY BLOCK-----）を貼り付けるか、ファイルを選んでください。', chooseFile: '証明書のファイルを選ぶ',
  refused: { private: 'これは秘密の鍵です。送っていません。だれにも渡さず、公開鍵（証明書）のほうを選んでください。', big: 'ファイルが大きすぎます。証明書を1つだけ選んでください。' },
};
