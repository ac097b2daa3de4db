// 一覧と簿：年度ごとの一覧を書類（PDF）と表（CSV）で受け取り、書類の照合コードから元の記録にたどる。
export const registers = {
  title: '一覧・簿', tab: '一覧・簿', more: '記録から作る一覧です。開くたびに、その時点の内容で作ります。作ったことは台帳に記録します。',
  engagement: '業務', every: 'すべての業務', year: '年度', list: '一覧・簿', document: '書類番号', name: '名称', paper: '書類', table: '表', pdf: 'PDFを開く', csv: 'CSVを保存する', pdfOf: '{{name}}のPDFを開く', csvOf: '{{name}}のCSVを保存する',
  monthly: '月次報告', monthlyMore: 'その月の操作、拒否、ログの確認、消去の件数と、台帳の検証点・立会人の副署を1つの書類にします。紙で保管すると、後から台帳が書き換えられていないことを確かめられます。', month: '対象の月', monthlyPdf: '月次報告のPDFを開く', monthlyCsv: '月次報告のCSVを保存する',
  check: '書類の照合', checkMore: '書類の「照合コード」を入力すると、元の記録と、その記録が台帳にあることを確かめられます。', code: '照合コード', codeMore: '4文字ずつ、4つの組です。ハイフンと大文字・小文字は区別しません。', run: '照合する', empty: '照合コードを入力してください。',
  current: 'この書類は、今の記録のとおりです。', changed: '鍵箱が作った書類ですが、記録はその後変わりました。', changedMore: '今の内容は、元の記録で確かめてください。', number: '番号', numbered: '{{title}} 第{{label}}号', business: '業務', contractor: '受託事業者', issued: '最初に作った日時', entry: '台帳の記録', entryAt: '{{index}}番', open: '元の記録を開く', proof: '台帳にある証明を保存する',
};
