// What the five papers oblige, id by id: where a person meets it, and on which document of the nineteen it is printed. Tests carry the
// ids in their titles; test/obligations.test.ts puts the three together into OBLIGATIONS.md and fails where one is missing.
export interface Obligation {
  /** Paper and number: 1-21 is the twenty-first of S1. */
  readonly id: string;
  readonly ja: string;
  /** Addresses of the pages, as the application's tables of routes name them. */
  readonly pages: readonly string[];
  /** Numbers of the documents; none where the duty is of the system itself and its proof is the ledger. */
  readonly documents: readonly number[];
}

const one = (id: string, ja: string, pages: readonly string[], documents: readonly number[] = []): Obligation => ({ id, ja, pages, documents });
const engagement = '/engagements/:id';
const record = '/records/:id';
const duties = '/duties';
const transfer = '/transfers/:id';
const notice = '/notices/:id';

export const obligations: readonly Obligation[] = [
  one('0-1', '契約に特記事項を付す', [engagement, record]),
  one('0-2', '複数の職員による立入調査、状況報告', [record], [13]),
  one('0-3', '取扱責任者・取扱者の名簿', [engagement], [8]),
  one('0-4', '当日の受付終了後の返却', [duties, transfer], [1, 17]),
  one('0-5', 'アンケートの返却、集計結果の削除', [duties, record], [5]),
  one('0-6', '操作する職員とパソコンの限定', ['/admin/contractors/:id']),
  one('0-7', 'アクセスログの管理監視', ['/audit/ledger', '/audit/reviews', '/audit/reviews/:week'], [18]),
  one('0-8', '業務フローの作成・共有・確認', [record]),
  one('0-9', '従事者への研修', [record], [14]),
  one('0-10', '安全管理措置の自己点検', [record]),
  one('1-1', 'ASP事業者の遵守の記録', [record]),
  one('1-2', '立入調査と機構への要請', [record], [11]),
  one('1-3', '自動転送と通信制御', [transfer]),
  one('1-4', '通信により授受するデータの暗号化', [transfer]),
  one('1-5', 'ウイルス対策とログの管理監視', [transfer, '/admin/health', '/audit/reviews'], [18]),
  one('1-6', '利用者IDとパスワードによるアクセス権限の確認', ['/transfers']),
  one('1-7', 'Pマーク・LGWAN-ASPの認証', [record, duties]),
  one('1-8', '特記事項別紙1・2、立入り監査、状況報告', [record], [13]),
  one('1-9', '全体の業務フロー', [record]),
  one('1-10', '納品時の確認書', [transfer], [1]),
  one('1-11', '職員とコンピュータの限定', ['/admin/contractors/:id']),
  one('1-12', '共通鍵暗号方式等による暗号化', [transfer], [4]),
  one('1-13', '媒体と通知書を別のキャビネットに保管', [record], [17]),
  one('1-14', '媒体とパスワードを別の機会に、返却時も確認書', [transfer, notice], [1, 17]),
  one('1-15', '業務フローに基づく運用、名簿の提出', [engagement], [8]),
  one('1-16', '四つの区域の入退室の記録', [record]),
  one('1-17', '緊急連絡体制の報告', [record]),
  one('1-18', '従事者の研修', [record], [14]),
  one('1-19', '事故・対策の変更の報告', [record], [11, 12]),
  one('1-20', '納品完了後の消去とデータ消去報告書', [record, duties], [5, 7]),
  one('1-21', '印刷ログの五項目と2枚以上の理由', [record], [10]),
  one('1-22', '受託者の安全管理措置', [record]),
  one('1-23', 'LGWAN回線・ファイアウォール・暗号化', [transfer]),
  one('1-24', 'パスワードを付して専用ページに格納し、別途連絡', [transfer, notice], [2]),
  one('1-25', '専用ページの連絡方法', [record], [3]),
  one('1-26', '施錠できる金庫', [record], [17]),
  one('1-27', '区への報告データも別の機会に', [transfer, notice], [2]),
  one('1-28', '媒体とパスワード（書面）の返却', [duties, record], [17]),
  one('1-29', '確認書の内容の確認', [transfer], [1]),
  one('1-30', '媒体による授受への切替', [transfer], [17]),
  one('1-31', '再委託の承諾', [record], [9]),
  one('1-32', '再委託先の報告と立入り', [record], [6, 13]),
  one('1-33', '再委託先の納品の確認書', [transfer], [1]),
  one('1-34', '再委託先の運用・通信ログ', [record], [10]),
  one('1-35', '再委託なしの設定', [engagement]),
  one('2-1', '特記事項', [engagement, record]),
  one('2-2', '業務日終了後の紙の保管', [record]),
  one('2-3', '受け渡しを確認書により記録（双方向）', [transfer], [1]),
  one('2-4', 'パスワードを付して暗号化（双方向）', [transfer], [2]),
  one('2-5', '取扱責任者・取扱者の指定', [engagement], [8]),
  one('2-6', '施錠できる金庫（キャビネット）', [record], [17]),
  one('2-7', '期間終了後の返還と個人情報消去証明書', [duties, record], [6, 17]),
  one('2-8', '利用認証ほか五項目', [record]),
  one('2-9', '指導票・事業報告書の提出', [duties, transfer], [4, 19]),
  one('2-10', '複数の課での共有', [engagement]),
  one('3-1', '特記事項', [engagement, record]),
  one('3-2', '業務履行後の全ての廃棄・消去の報告', [record], [5, 6]),
  one('3-3', '教育状況の確認', [record], [14]),
  one('3-4', '立入り検査', [record], [13]),
  one('3-5', '目的外の利用の禁止', ['/transfers/:id/draft/check', transfer]),
  one('3-6', '複数名による三つの確認', ['/transfers/:id/approval']),
  one('3-7', 'パスワードは別の機会に', [notice], [2]),
  one('3-8', '一人ずつの送信（BCC）', ['/admin/people/:id']),
  one('3-9', '常時の暗号化と取扱者の限定', [transfer]),
  one('3-10', 'セキュリティ責任者', [engagement], [8]),
  one('3-11', '紙の施錠保管', [record], [17]),
  one('3-12', '全ての従業員への指導', [record], [14]),
  one('3-13', 'データベースの配置と対策', [record]),
  one('3-14', '匿名アンケート', ['/transfers/:id/draft/files']),
  one('4-1', '特記事項、継続なし', [engagement, record]),
  one('4-2', '業務日終了後の紙の保管', [record]),
  one('4-3', '電話連絡', [notice], [16]),
  one('4-4', 'パスワードを付して暗号化（双方向）', [transfer], [2]),
  one('4-5', '取扱責任者・取扱者、施錠保管', [engagement, record], [8, 17]),
  one('4-6', '業務終了後の消去と個人情報消去証明書', [record], [6]),
  one('4-7', '認証ほかの安全管理措置', [record]),
  one('4-8', '訪問接種記録票の提出', [duties, transfer], [4, 19]),
  one('4-9', '三診療所の分離', [transfer]),
];
