/**
 * What is tried first, among passwords long enough to be allowed here: the lists that leaked over
 * the years agree on these. Lower case; compare in lower case.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `1234567890 12345678910 123456789a 1234567891 0123456789 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc
  qwertyuiop qwerty1234 qwerty12345 qwerty123456 qwertyuiop123 qwertyuiop[] asdfghjkl1 asdfghjkl; zxcvbnm123 qazwsxedcrfv
  password10 password11 password12 password123 password1234 password12345 password123! passw0rd123 p@ssw0rd123 p@ssword123
  password01 password99 passwordpassword mypassword mypassword1 mypassword123 newpassword newpassword1 changemenow
  changeme123 welcome123 welcome1234 welcome2024 welcome2025 welcome2026 letmein123 letmein1234 letmeinnow adminadmin
  admin12345 administrator administrator1 rootroot123 test123456 testtest123 testing123 iloveyou123 iloveyou12
  iloveyou!! iloveyou1234 iloveyou2 iloveyouso iloveyousomuch princess123 sunshine123 football123 baseball123
  basketball basketball1 superman123 spiderman1 batman12345 pokemon1234 starwars123 monkey12345 dragon12345
  master12345 michael123 jennifer123 jordan12345 liverpool1 liverpool123 manchester chelsea123 barcelona1 arsenal123
  1234512345 1234567899 123123123123 1231231234 0987654321 9876543210 987654321a a123456789 aa123456789 a1b2c3d4e5
  abc1234567 abcd123456 abcd1234567 abcdefghij abcdefg123 q1w2e3r4t5 q1w2e3r4t5y6 zaq12wsxcde3 !qaz2wsx3edc
  computer123 internet123 samsung123 whatever123 trustno1234 hello12345 hello123456 goodluck123 freedom123 shadow12345
  charlie123 summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 spring2025 spring2026 autumn2025
  christmas1 christmas123 myspace123 facebook123 google12345 linkedin123 secret1234 secretsecret guest12345 default123
  emporium123 emporium1234 shopping123 amazon12345 correcthorse correcthorsebatterystaple thisisapassword`.split(/\s+/),
);
