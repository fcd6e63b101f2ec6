//! Runs snippets in Rust: jobs come as lines of JSON on standard input, what came of each goes out as a line.
//! It is compiled together with all snippets, each a module that `known` (a file written beside this one) leads to.

use futures_util::FutureExt;
use reqwest::{multipart::Form, Response, StatusCode};
use serde_json::{json, Value};
use std::{error::Error, io::BufRead, panic::AssertUnwindSafe, path::Path, sync::Mutex, time::Duration};

mod known;

pub type BoxError = Box<dyn Error + Send + Sync>;

/// The credentials that are handed out: the first ones, then those of a refresh.
const TOKENS: [&str; 2] = ["first-token", "second-token"];

/// One run: its job, and what it leaves behind.
pub struct Run {
    job: Value,
    notes: Mutex<Notes>,
}

#[derive(Default)]
struct Notes {
    shown: Vec<Value>,
    noted: Vec<String>,
    refreshed: u32,
    asked: u32,
}

/// What is handed to snippets; `known` calls these by the names of their parameters.
impl Run {
    pub fn word(&self, at: usize) -> &str {
        self.job["takes"][at]["value"].as_str().unwrap_or("x1")
    }

    pub fn input(&self) -> Value {
        json!({})
    }

    pub fn form(&self) -> Form {
        Form::new().text("field", "value")
    }

    pub fn message(&self, token: &str) -> String {
        json!({ "token": token }).to_string()
    }

    pub fn refresh(&self) -> Result<String, BoxError> {
        self.notes.lock().unwrap().refreshed += 1;
        if self.job["fault"] == "no-credentials" {
            return Err("there are no new credentials".into());
        }
        Ok(TOKENS[1].to_owned())
    }

    pub fn done(&self) -> Result<bool, BoxError> {
        self.notes.lock().unwrap().asked += 1;
        Ok(self.job["done"] == true)
    }

    pub fn show<T: AsRef<str>>(&self, texts: &[T], actions: &[T]) {
        let [texts, actions] = [texts, actions].map(|all| all.iter().map(AsRef::as_ref).collect::<Vec<&str>>());
        let shown = json!({ "texts": texts, "actions": actions });
        self.notes.lock().unwrap().shown.push(shown);
    }

    pub fn note(&self, warning: &str) {
        self.notes.lock().unwrap().noted.push(warning.to_owned());
    }

    pub async fn task(&self) -> Result<Value, BoxError> {
        let url = self.job["url"].as_str().unwrap_or_default();
        Ok(reqwest::get(url).await?.json().await?)
    }
}

/// What snippets give back; none where a person was shown what is wrong.
pub trait Answer {
    async fn said(self) -> Result<Option<String>, BoxError>;
}

impl Answer for Response {
    async fn said(self) -> Result<Option<String>, BoxError> {
        let status = self.status();
        // What goes on to the caller must be whole.
        self.bytes().await?;
        Ok(Some(status.to_string()))
    }
}

impl Answer for (StatusCode, String) {
    async fn said(self) -> Result<Option<String>, BoxError> {
        Ok(Some(self.0.to_string()))
    }
}

impl Answer for Value {
    async fn said(self) -> Result<Option<String>, BoxError> {
        Ok(Some(self.to_string()))
    }
}

impl<T: Answer> Answer for Option<T> {
    async fn said(self) -> Result<Option<String>, BoxError> {
        match self {
            Some(answer) => answer.said().await,
            None => Ok(None),
        }
    }
}

pub async fn said<T: Answer>(result: Result<T, BoxError>) -> Result<Option<String>, BoxError> {
    result?.said().await
}

async fn told(job: Value) -> Value {
    std::env::set_var("API_URL", job["url"].as_str().unwrap_or_default());
    std::env::set_var("API_TOKEN", TOKENS[0]);
    tokio::time::WAITS.lock().unwrap().clear();
    let patience = Duration::from_millis(job["patience"].as_u64().unwrap_or(10_000));
    let run = Run { job, notes: Mutex::default() };
    let name = run.job["file"].as_str().map(Path::new).and_then(Path::file_stem);
    let name = name.and_then(|it| it.to_str()).unwrap_or_default();
    let entry = run.job["entry"].as_str().unwrap_or_default();
    let call = AssertUnwindSafe(known::call(name, entry, &run)).catch_unwind();
    let (kind, said) = match tokio::time::timeout(patience, call).await {
        Err(_) => ("thrown", "it never ended".to_owned()),
        Ok(Err(panic)) => ("crashed", panic.downcast_ref::<String>().cloned().unwrap_or_else(|| "it panicked".to_owned())),
        Ok(Ok(Err(error))) => ("thrown", error.to_string()),
        Ok(Ok(Ok(None))) => ("nothing", String::new()),
        Ok(Ok(Ok(Some(said)))) => ("returned", said),
    };
    let waits = std::mem::take(&mut *tokio::time::WAITS.lock().unwrap());
    let notes = run.notes.into_inner().unwrap();
    json!({
        "id": run.job["id"],
        "outcome": { "kind": kind, "said": said },
        "waits": waits,
        "shown": notes.shown,
        "noted": notes.noted,
        "refreshed": notes.refreshed,
        "asked": notes.asked,
    })
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for line in std::io::stdin().lock().lines() {
        let job = serde_json::from_str(&line.unwrap()).unwrap();
        println!("{}", runtime.block_on(told(job)));
    }
}
