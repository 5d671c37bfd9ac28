//! A repository of notes to run things in, as a server would, and a remote beside it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::{MONDAY, ROOT, text};

/// A repository of notes, cloned from a bare one beside it.
pub(super) struct Repository {
    folder: TempDir,
    pub(super) vault: &'static str,
}

impl Repository {
    /// A repository with one note in `vault`, pushed; none, said aloud, where it cannot be made.
    pub(super) fn with(test: &str, vault: &'static str, note: &str) -> Option<Self> {
        let has =
            |program| Command::new(program).arg("--version").output().is_ok_and(|it| it.status.success());
        if cfg!(windows) || !has("bash") || !has("git") {
            skip(test, "it takes bash and git, and not Windows");
            return None;
        }
        let it = Self { folder: tempfile::tempdir().unwrap(), vault };
        it.git(".", &["init", "--quiet", "--bare", "--initial-branch=main", "remote.git"]);
        it.git(".", &["init", "--quiet", "--initial-branch=main", "work"]);
        it.git("work", &["remote", "add", "origin", &it.url()]);
        it.write("dana.md", note);
        it.commit("work", "The first note");
        it.git("work", &["push", "--quiet", "--set-upstream", "origin", "main"]);
        Some(it)
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Where the remote is; as a URL, for clones that are shallow.
    pub(super) fn url(&self) -> String {
        format!("file://{}", self.path("remote.git").display())
    }

    /// Writes a file of the vault.
    pub(super) fn write(&self, name: &str, text: &str) {
        self.write_in("work", name, text);
    }

    fn write_in(&self, clone: &str, name: &str, text: &str) {
        let path = self.path(clone).join(self.vault).join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A file of the vault as the remote has it; empty if it has none.
    pub(super) fn pushed(&self, name: &str) -> String {
        let path = if self.vault == "." { name.to_owned() } else { format!("{}/{name}", self.vault) };
        let output = self.run("remote.git", "git", &["show", &format!("main:{path}")], &[]);
        String::from_utf8(output.stdout).unwrap()
    }

    /// The subjects of the remote's commits, the latest first.
    pub(super) fn commits(&self) -> Vec<String> {
        let log = self.git("remote.git", &["log", "--format=%s", "main"]);
        log.lines().map(str::to_owned).collect()
    }

    pub(super) fn commit(&self, clone: &str, message: &str) {
        self.git(clone, &["add", "--all"]);
        let author = ["-c", "user.name=Ines", "-c", "user.email=ines@example.com"];
        self.git(clone, &[&author[..], &["commit", "--quiet", "-m", message]].concat());
    }

    /// Somebody else pushes a file of the vault, of which the clone knows nothing.
    pub(super) fn others_push(&self, name: &str, text: &str) {
        self.git(".", &["clone", "--quiet", &self.url(), "theirs"]);
        self.write_in("theirs", name, text);
        self.commit("theirs", "Their work");
        self.git("theirs", &["push", "--quiet"]);
    }

    /// A git command that has to succeed: what it says.
    pub(super) fn git(&self, clone: &str, arguments: &[&str]) -> String {
        let output = self.run(clone, "git", arguments, &[]);
        assert!(output.status.success(), "git {arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// Nothing is changed, staged or new in the clone, and it is where the remote is.
    pub(super) fn assert_clean(&self) {
        assert_eq!(self.git("work", &["status", "--porcelain"]), "");
        assert_eq!(self.git("work", &["rev-parse", "HEAD"]), self.git("remote.git", &["rev-parse", "main"]));
    }

    pub(super) fn run(
        &self,
        clone: &str,
        program: &str,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Output {
        let mut command = Command::new(program);
        command.current_dir(self.path(clone)).args(arguments).stdin(Stdio::null());
        // What the developer has set, or a git hook that runs the tests.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"] {
            command.env_remove(name);
        }
        for name in ["VAULT", "FORMAT", "STRICT", "ARGS", "REMOTE", "BRANCH"] {
            command.env_remove(format!("REKINDLE_{name}"));
        }
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("HOME", self.folder.path()).env("REKINDLE_TODAY", MONDAY);
        command.env("PATH", self.search_path()).envs(variables.iter().copied());
        command.output().unwrap()
    }

    /// Where programs are found: a folder of the test first, then ours, then the machine's.
    #[expect(clippy::disallowed_methods, reason = "bash and git are where the machine has them")]
    fn search_path(&self) -> std::ffi::OsString {
        let machine = std::env::var_os("PATH").unwrap();
        let ours = Path::new(env!("CARGO_BIN_EXE_rekindle")).parent().unwrap();
        let all = [self.path("bin"), ours.to_owned()].into_iter().chain(std::env::split_paths(&machine));
        std::env::join_paths(all).unwrap()
    }

    pub(super) fn script(&self, name: &str, variables: &[(&str, &str)]) -> Output {
        let script = format!("{ROOT}/automation/{name}.sh");
        self.run("work", "bash", &[&script], &[&[("REKINDLE_VAULT", self.vault)], variables].concat())
    }

    pub(super) fn check(&self, variables: &[(&str, &str)]) -> (i32, String) {
        let Output { status, stdout, .. } = self.script("check", variables);
        (status.code().unwrap(), text(&stdout))
    }

    /// Runs the agenda's script, which has to end with `code`.
    pub(super) fn agenda(&self, day: &str, code: i32, variables: &[(&str, &str)]) -> String {
        let output = self.script("agenda", &[&[("REKINDLE_TODAY", day)], variables].concat());
        let (said, complaint) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{said}\n{complaint}");
        said + &complaint
    }

    /// Writes a program, such as a hook.
    #[cfg(unix)]
    pub(super) fn hook(&self, path: &str, script: &str) {
        use std::os::unix::fs::PermissionsExt;
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// A cargo that installs the rekindle of this test, and notes what it was asked.
    #[cfg(unix)]
    pub(super) fn pretend_cargo(&self) {
        let script = format!(
            "#!/usr/bin/env bash\nset -eu\nprintf '%s\\n' \"$*\" >>'{asked}'\nwhile [[ $1 != --root ]]; do \
             shift; done\nmkdir -p \"$2/bin\"\ncp '{rekindle}' \"$2/bin/rekindle\"\n",
            asked = self.path("asked").display(),
            rekindle = env!("CARGO_BIN_EXE_rekindle"),
        );
        self.hook("bin/cargo", &script);
    }

    /// What cargo was asked for, a line each time.
    #[cfg(unix)]
    pub(super) fn asked_of_cargo(&self) -> Vec<String> {
        let asked = fs::read_to_string(self.path("asked")).unwrap_or_default();
        asked.lines().map(str::to_owned).collect()
    }
}

#[expect(clippy::print_stderr, reason = "a test that could not run says so")]
fn skip(test: &str, reason: &str) {
    eprintln!("SKIPPED {test}: {reason}");
}
