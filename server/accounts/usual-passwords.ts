// The most usual passwords, as published lists of breached ones count them, with the endings that people add: over three thousand, each of which may be a part.
// At fifteen characters and more nobody types one alone, so what is refused is one of them, one over and over, or two in a row. Words in a row stay allowed.

const bases = `
123456 password 12345678 qwerty 123456789 12345 1234 111111 1234567 dragon 123123 baseball abc123 football monkey letmein 696969 shadow master 666666 qwertyuiop 123321 mustang 1234567890 michael 654321
superman 1qaz2wsx 7777777 121212 000000 qazwsx 123qwe killer trustno1 jordan jennifer zxcvbnm asdfgh hunter buster soccer harley batman andrew tigger sunshine iloveyou 2000 charlie robert thomas hockey ranger daniel
starwars klaster 112233 george computer michelle jessica pepper 1111 zxcvbn 555555 11111111 131313 freedom 777777 pass maggie 159753 aaaaaa ginger princess joshua cheese amanda summer love ashley 6969 nicole chelsea
matthew access yankees 987654321 dallas austin thunder taylor matrix william corvette hello martin heather secret merlin diamond 1234qwer gfhjkm hammer silver 222222 88888888 anthony justin test bailey q1w2e3r4t5 patrick
internet scooter orange 11111 golfer cookie richard samantha bigdog guitar jackson whatever mickey chicken sparky snoopy maverick phoenix camaro peanut morgan welcome falcon cowboy ferrari samsung andrea smokey
steelers joseph mercedes dakota arsenal eagles melissa boomer booboo spider nascar monster tigers yellow 123123123 gateway marina diablo bulldog qwer1234 compaq purple hardcore banana junior hannah 123654 porsche lakers
iceman money cowboys 987654 london tennis 999999 ncc1701 coffee scooby 0000 miller boston q1w2e3r4 brandon yamaha chester mother forever johnny edward 333333 oliver redsox player nikita knight fender barney midnight please
brandy chicago badboy iwantu slayer rangers charles angel flower rabbit wizard bigdaddy jasper enter rachel chris steven winner adidas victoria natasha 1q2w3e4r jasmine winter prince panties marine ghbdtn fishing
cocacola casper james 232323 raiders 888888 marlboro gandalf asdfasdf crystal 87654321 12344321 golden 8675309 panther lauren angela jordan23 madison dolphin nathan hello1 passw0rd p@ssw0rd p@ssword pa55word password1 admin
administrator root guest user login changeme change secret1 default temp temporary sample demo system server network manager support service office company master1 letmein1 welcome1 qwerty1 qwerty123 qwerty12345 abcdef abcdefg
abcdefgh abcdefghi abcd1234 abc12345 a123456 a12345678 a1b2c3 a1b2c3d4 aa123456 aa12345678 1q2w3e 1q2w3e4r5t 1qazxsw2 zaq12wsx zaq1zaq1 qazwsxedc qweasd qweasdzxc qweqwe qwe123 asd123 asdf asdf1234 asdfghjkl asdfghjk zxcv
zxcvbnm123 zxc123 poiuytrewq lkjhgfdsa mnbvcxz 0987654321 09876543210 01234567 0123456789 012345678 1357924680 147258369 147258 258456 159357 741852963 789456123 321321 456456 789789 101010 202020 242424 252525 313131 343434 454545
616161 717171 818181 989898 100000 123000 010203 112358 314159 3141592654 271828 5201314 520520 1314520 woaini woaini1314 wojiushiwo nihao taobao alibaba tencent qq123456 baidu huawei xiaomi
sakura hanako tarou taro yamada tanaka suzuki satou sato takahashi watanabe itou ito yamamoto nakamura kobayashi kato yoshida sasaki yamaguchi matsumoto inoue kimura hayashi shimizu saito mori abe ikeda hashimoto
nippon nihon japan tokyo osaka kyoto nagoya sapporo fukuoka yokohama hokkaido okinawa kobe sendai hiroshima kawasaki toyota honda nissan mazda subaru suzuki1 yamaha1 sony toshiba fujitsu hitachi panasonic nintendo pokemon pikachu
doraemon naruto sasuke onepiece luffy goku dragonball gundam totoro hellokitty kitty anime manga samurai ninja sushi ramen arigato konnichiwa sayonara kawaii ohayo momiji tsubaki aozora yamato musashi
haruka misaki yuki yuuki hiroshi takashi kenji satoshi makoto daisuke naoki kazuki shota ryota yusuke keiko yuko yoko akiko kumiko megumi sayaka ayumi miho chie mayumi rie kaori tomoko
january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday spring autumn season holiday birthday christmas
apple google yahoo amazon facebook twitter instagram youtube microsoft windows linux ubuntu android iphone samsung1 nokia motorola oracle cisco adobe macbook chrome firefox netflix spotify minecraft fortnite roblox
liverpool manchester barcelona realmadrid juventus chelsea1 arsenal1 everton celtic rangers1 benfica milan inter bayern dortmund ronaldo messi beckham neymar zidane maradona football1 soccer1 baseball1 basketball
hello123 hello1234 iloveyou1 iloveyou2 iloveu loveyou loveme lovely babygirl babyboy angel1 angels princess1 princesa daniela alejandro carlos miguel jose juan maria luis antonio francisco alejandra gabriela estrella corazon
teamo tequiero amor bonita mexico brasil portugal espana argentina colombia italia france germany deutschland russia ukraine poland turkey india pakistan indonesia malaysia philippines vietnam thailand korea china america canada australia
butterfly rainbow sweety sweetie sunflower chocolate cupcake strawberry cherry blueberry pumpkin honey sugar candy lollipop unicorn mermaid fairy dolphins tiger lion eagle wolf bear shark snake horse puppy kitten bunny
blink182 metallica nirvana slipknot greenday eminem tupac 50cent beatles elvis madonna britney shakira rihanna beyonce justinbieber onedirection bts blackpink eminem1 linkinpark rammstein
jesus jesus1 jesuschrist god heaven faith hope bless blessed church bible angelo gabriel raphael david daniel1 samuel benjamin jacob joshua1 elijah noah adam eve mary
matrix1 terminator avatar batman1 superman1 spiderman ironman hulk thor captain marvel joker wolverine xmen deadpool predator alien godzilla kingkong jamesbond 007007 bond007 rocky rambo gladiator
monkey1 dragon1 shadow1 killer1 hunter1 master123 ranger1 cowboy1 tiger1 hockey1 soccer10 player1 gamer gaming xbox360 playstation nintendo64 counterstrike halflife warcraft starcraft diablo2 zelda mario luigi sonic
fuckyou fuckoff fuckme asshole bitch shit sexy sex xxx porn pussy dick
qwertyui qwertyu qwert 1234abcd 12345a 123456a 123456789a 123abc 12qwaszx 1234asdf 12341234 1234554321 1234321 123454321 11223344 1122334455 111222 111222333 1111111 111111111 1111111111 2222 22222222 3333 33333333 4444 444444 5555 55555555 66666666 7777 77777777 8888 999999999 99999999 0000000 00000000 0000000000
computer1 internet1 security secure safety private password2 password12 password123 password1234 passwords passwort motdepasse contrasena senha parola pasuwado pasuwaado himitsu kagi kagibako
`.trim().split(/\s+/);

const endings = ['', '1', '12', '123', '1234', '12345', '!', '01', '2020', '2021', '2022', '2023', '2024', '2025', '2026'];

/** All of them, small letters. */
export const usualPasswords: ReadonlySet<string> = new Set(bases.flatMap((base) => endings.map((ending) => `${base}${ending}`)));
const longest = Math.max(...[...usualPasswords].map(({ length }) => length));

/** What people make of letters: `P@ssw0rd` is no other word than `password`. */
const plain = (text: string): string => text.replaceAll('@', 'a').replaceAll('0', 'o').replaceAll('$', 's').replaceAll('3', 'e');

/**
 * True if `folded` (small letters, no spaces) is one of the usual passwords or of `own` words, over and over, or two of them in a row. Looks at each place once for
 * each word that has been used before it, so its work is bounded by the length.
 */
export function isMadeOfUsual(folded: string, own: readonly string[] = []): boolean {
  return made(folded, own) || made(plain(folded), own);
}

function made(text: string, own: readonly string[]): boolean {
  const isWord = (part: string): boolean => usualPasswords.has(part) || own.includes(part);
  const most = Math.max(longest, ...own.map(({ length }) => length));
  // For each place: the sets of at most two words by which one can come to it.
  const ways: Set<string>[] = Array.from({ length: text.length + 1 }, () => new Set<string>());
  ways[0]?.add('[]');
  for (let at = 0; at < text.length; at += 1) {
    for (const way of ways[at] ?? []) {
      const used = way.slice(1, -1).split('\n').filter((one) => one !== '');
      for (let end = at + 3; end <= Math.min(text.length, at + most); end += 1) {
        const part = text.slice(at, end);
        if (!used.includes(part) && (used.length === 2 || !isWord(part))) continue;
        ways[end]?.add(`[${[...new Set([...used, part])].sort().join('\n')}]`);
      }
    }
  }
  return (ways[text.length]?.size ?? 0) > 0;
}
