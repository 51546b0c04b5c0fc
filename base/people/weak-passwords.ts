/**
 * Passwords that are tried first because so many people choose them, in lower case. Shorter ones than these fail for
 * their length already, so only those long enough to pass are listed, beside the best known short ones.
 */
const LINES = `
123456 12345678 123456789 password qwerty 111111 123123 abc123 admin iloveyou
1234567890 12345678910 123456789a a123456789 a1234567890 aa123456789 aa12345678 qq123456789 qwer123456 qwert12345
qwertyuiop qwerty12345 qwerty123456 qwerty123! qwerty@123 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qaz@wsx3edc 1qaz!qaz1qaz
zaq12wsxcde3 !qaz2wsx3edc 1qaz@wsx#edc q1w2e3r4t5 q1w2e3r4t5y6 asdfghjkl123 asdfghjkl; asdf123456 zxcvbnm123 zxcvbnm,./
password12 password123 password1234 password12345 password123! password@123 password#123 password2024 password2025 password2026
passw0rd123 passw0rd123! p@ssw0rd123 p@ssw0rd123! p@ssword123 p@$$w0rd123 p@ssw0rd2024 p@ssw0rd2025 p@ssw0rd2026 mypassword123
admin12345 admin123456 admin@123456 admin@12345 admin#12345 admin!2345 admin@2024 admin@2025 admin@2026 admin123!@#
administrator administrator1 administrator123 root123456 root@123456 test123456 test@123456 user123456 user@123456 guest12345
welcome123 welcome123! welcome@123 welcome2024 welcome2025 letmein123 letmein123! iloveyou123 iloveyou1314 iloveyou520
woaini1314 woaini520 woaini1314520 woaini5201314 5201314520 5201314woaini 1314520abc 147258369a 147258369aa 123qweasdzxc
123qwe!@# 123qwe!@#asd 1234qwer!@#$ qwer1234!@#$ !qaz@wsx#edc abc123456789 abcd123456 abcd1234! abcd@1234 abcd12345678
changeme123 changeme123! zhengwu@123 zhengwu123456 gov@123456 huadu@2024 huadu@2025 huadu@2026 huadu123456 guangzhou123
`

export const WEAK_PASSWORDS: ReadonlySet<string> = new Set(LINES.split(/\s+/).filter((word) => word !== ''))
