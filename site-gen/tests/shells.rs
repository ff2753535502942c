//! Completions and manual pages: made of the one definition of the commands, and read by what they are for.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

const PROGRAM: &str = "site-gen";

fn run(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_site-gen")).args(arguments).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

/// The commands that the help lists.
fn commands() -> BTreeSet<String> {
    let (_, help) = run(&["--help"]);
    let (_, listed) = help.split_once("Commands:\n").unwrap();
    let (listed, _) = listed.split_once("\n\n").unwrap();
    // A command stands two spaces in, the second line of what it does much further.
    let lines = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    lines.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn every_shell_knows_every_command() {
    let commands = commands();
    assert!(commands.contains("completions") && 5 < commands.len(), "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, text) = run(&["completions", shell]);
        assert_eq!(code, Some(0), "{shell}");
        let missing: Vec<_> = commands.iter().filter(|name| !text.contains(*name)).collect();
        assert!(missing.is_empty(), "{shell} lacks {missing:?}");
    }
    assert_eq!(run(&["completions", "csh"]).0, Some(2));
}

/// What bash offers after each of some lines: the completions are sourced, and their function is called.
fn offered(lines: &[Vec<&str>]) -> Option<Vec<BTreeSet<String>>> {
    let (_, mut script) = run(&["completions", "bash"]);
    script += &format!("function=$(complete -p {PROGRAM} | sed 's/.*-F \\([^ ]*\\).*/\\1/')\n");
    for words in lines {
        let (line, at) = (words.join(" "), words.len());
        script += &format!("COMP_WORDS=({line} '') COMP_CWORD={at} COMPREPLY=()\n");
        script +=
            &format!("$function {PROGRAM} '' {}\necho \"${{COMPREPLY[*]}}\"\n", words[at - 1]);
    }
    let child = Command::new("bash")
        .args(["--norc", "-e"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    // Where there is no bash there is nobody to complete for.
    let mut child = child.ok()?;
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let out = String::from_utf8(done.stdout).unwrap();
    Some(out.lines().map(|it| it.split(' ').map(str::to_owned).collect()).collect())
}

#[test]
fn bash_completes_commands_and_the_options_of_each() {
    let commands = commands();
    let mut lines = vec![vec![PROGRAM]];
    lines.extend(commands.iter().map(|command| vec![PROGRAM, command.as_str()]));
    let Some(offered) = offered(&lines) else { return };
    assert_eq!(offered.len(), lines.len());
    assert!(commands.is_subset(&offered[0]), "{:?}", offered[0]);
    for (words, offered) in lines.iter().zip(&offered).skip(1) {
        let (_, help) = run(&[words[1], "--help"]);
        let options = help.lines().filter(|line| line.trim_start().starts_with('-'));
        let long =
            options.filter_map(|line| line.split_whitespace().find(|it| it.starts_with("--")));
        let listed = long.map(|option| option.trim_end_matches(',').to_owned());
        let missing: Vec<String> = listed.filter(|option| !offered.contains(option)).collect();
        assert!(missing.is_empty(), "{words:?} lacks {missing:?}: {offered:?}");
    }
}

#[test]
fn a_manual_page_stands_for_each_command() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man1");
    let (code, _) = run(&["man", pages.to_str().unwrap()]);
    assert_eq!(code, Some(0));
    let mut expected: BTreeSet<String> =
        commands().iter().map(|name| format!("{PROGRAM}-{name}.1")).collect();
    expected.insert(format!("{PROGRAM}.1"));
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(&pages).unwrap() {
        let entry = entry.unwrap();
        let text = fs::read_to_string(entry.path()).unwrap();
        for part in [".TH ", ".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION"] {
            assert!(text.contains(part), "{:?} lacks {part}", entry.file_name());
        }
        found.insert(entry.file_name().into_string().unwrap());
    }
    assert_eq!(found, expected);
    let page = fs::read_to_string(pages.join("site-gen-build.1")).unwrap();
    assert!(page.contains("previous") && page.contains("Example"), "{page}");
}
