// The exact GnuPG commands for one file, in the shape that was tried (DESIGN). `copy /b` is of cmd.exe: PowerShell's `>` corrupts bytes.

/** A name as one word of the shell: single quotes for sh, double for cmd (where a name cannot hold a double quote). */
function quoted(system: 'windows' | 'unix', name: string): string {
  return system === 'windows' ? `"${name}"` : `'${name.replaceAll("'", String.raw`'\''`)}'`;
}

/** `name` is the plain file's; the body was saved beside it as `name.body`, the lock as `lock.pgp`. */
export function recipe(system: 'windows' | 'unix', lockForm: 'both' | 'password', name: string): string {
  const [body, whole, plain] = [quoted(system, `${name}.body`), quoted(system, `${name}.pgp`), quoted(system, name)];
  const front = lockForm === 'both' ? 'key.pgp' : 'lock.pgp';
  const join = system === 'windows' ? `copy /b ${front}+${body} ${whole}` : `cat ${front} ${body} > ${whole}`;
  return [...(lockForm === 'both' ? ['gpg -o key.pgp -d lock.pgp'] : []), join, `gpg -o ${plain} -d ${whole}`].join('\n');
}
