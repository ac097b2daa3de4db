// 台帳の検索条件の保存と、ログの抽出。
export const searching = {
  code: '拒否の理由', several: '行為（いくつでも）', capped: '{{total}}件以上のうち{{shown}}件を表示しています', number: '授受番号', every: 'すべての記録',
  kept: '保存した検索条件', keptCount: '保存した検索条件（{{count}}件）', acts: '操作', keptMore: '条件に名前を付けて保存すると、あとから同じ条件でさがせます。保存・変更・削除は台帳に記録されます。', none: '保存した検索条件はありません。', name: '名前', shared: 'この団体のほかの監査人にも見せる', sharedBy: '{{name}}さんが共有', sharedOwn: '共有中', onlyOwn: '自分だけ', who: '見せる相手', what: '条件',
  narrowFirst: '条件を入れてさがすと、その条件を保存できます。', keep: 'この条件を保存する', keepAs: '条件の名前', keepDo: '検索条件を保存する', run: 'この条件でさがす', runOf: '「{{name}}」でさがす', change: '変更する', changeOf: '「{{name}}」を変更する', changeDo: '変更を保存する', remove: '削除する', removeOf: '「{{name}}」を削除する', removeAsk: '「{{name}}」を削除しますか', removeMore: '検索条件だけを削除します。台帳の記録は変わりません。元に戻せません。', removeNo: '削除しない', removeYes: '検索条件を削除する', missing: '名前を入力してください。', stop: 'やめる',
  extract: '見つかった記録の保存', extractMore: '条件に合うすべての記録を、番号を付けて保存します。だれが何件を保存したかは、台帳に記録されます。', format: '形式', formats: { csv: 'CSV（表計算ソフト）', jsonl: 'JSON Lines（検証用）', pdf: 'PDF（1,000件まで）' }, mark: 'Excelで開けるように、先頭に文字コードの印（BOM）を付ける', save: '番号を付けて保存する', saved: 'ログ抽出書 {{label}} を保存しました（{{size}}）。',
  register: 'ログ抽出簿', registerMore: 'これまでに保存したすべての抽出です。照合値で、手元のファイルが当時のものかを確かめられます。', registerNone: '抽出はまだありません。', registerShow: '抽出簿を見る', label: '番号', at: '日時', by: '保存した人', count: '件数', sha256: 'ファイルの照合値（SHA-256）', entry: '台帳の記録', again: '同じ条件でさがす', againOf: '{{label}} と同じ条件でさがす', wiped: '条件の文字は消去済み', countOf: '{{count}}件',
};
