//! The messages as they are, where they are the same every time.

mod sqlite {
    use serde_json::json;

    use crate::bad_input::{NOBODY, with_soup};
    use crate::support::{House, Ran};

    #[tokio::test(flavor = "multi_thread")]
    async fn errors_say_what_where_why_and_what_to_do() {
        let house = House::sqlite().await;
        let binary = house.binary();
        with_soup(&binary);
        let mut told = String::new();
        let mut tell =
            |what: &str, ran: Ran| told.push_str(&format!("{what}\n  {:?}: {}", ran.code, ran.stderr));
        for call in [
            "recipe show Sop",
            "recipe show zabaglione",
            "rebuild soups",
            "undo yesterday",
            "--household ours status",
            "import recipes /nowhere/a.json",
            "log import /nowhere/a.json",
            "log export /nowhere/a.json",
            "--database mysql://localhost/x status",
            "--database postgres://ada:secret@127.0.0.1:1/x status",
            "--database sqlite:///nowhere/heirloom.db status",
            "--database sqlite:///nowhere/heirloom.db init",
            "init --postgres-es",
        ] {
            tell(call, binary.run(&call.split(' ').collect::<Vec<_>>()));
        }
        let rename =
            |title: &str| json!({"rename_recipe": {"recipe_id": NOBODY, "title": title}}).to_string();
        let line = json!({"text": "salt", "amount": {"quantity": "1e400"}});
        for line in [
            "salt".to_owned(),
            json!({"bake": {}}).to_string(),
            rename("Broth"),
            json!({"envelope": {"nome": 1}, "command": {"open_household": {"name": "a"}}}).to_string(),
            json!({"open_household": {"name": "a\0b"}}).to_string(),
            json!({"open_household": {"name": "x".repeat(300)}}).to_string(),
            json!({"add_line": {"recipe_id": NOBODY, "line": line}}).to_string(),
        ] {
            let shown: String = line.chars().take(80).collect();
            tell(
                &format!("send {shown}"),
                binary.run_with(&["send", "-"], line.as_bytes()),
            );
        }
        tell(
            "log import /dev/null",
            binary.run_with(&["log", "import", "/dev/null"], b""),
        );
        insta::assert_snapshot!(told);
    }
}
