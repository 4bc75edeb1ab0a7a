//! On what and under what it was measured.

use anyhow::Result;

/// The machine, and how busy it was.
pub(crate) struct Machine {
    model: String,
    cores: usize,
    memory: String,
    kernel: String,
    load_before: String,
    load_after: String,
}

impl Machine {
    /// Looks at the machine before anything is measured.
    pub(crate) fn look() -> Result<Self> {
        let processors = std::fs::read_to_string("/proc/cpuinfo")?;
        let memory = std::fs::read_to_string("/proc/meminfo")?;
        let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease")?;
        Ok(Self {
            model: field(&processors, "model name"),
            cores: std::thread::available_parallelism()?.get(),
            memory: in_gigabytes(&field(&memory, "MemTotal")),
            kernel: kernel.trim().split('-').next().unwrap_or_default().to_owned(),
            load_before: load()?,
            load_after: String::new(),
        })
    }

    /// Looks how busy it is at the end.
    pub(crate) fn finish(&mut self) -> Result<()> {
        self.load_after = load()?;
        Ok(())
    }

    /// One line for the document.
    pub(crate) fn line(&self) -> String {
        let Self {
            model,
            cores,
            memory,
            kernel,
            load_before,
            load_after,
        } = self;
        format!(
            "{model}, {cores} cores shared by client and server, {memory} of memory, Linux {kernel}. \
             Load average of the last minute before: {load_before}, after: {load_after}."
        )
    }
}

fn field(text: &str, name: &str) -> String {
    text.lines()
        .find_map(|line| line.strip_prefix(name)?.split_once(':'))
        .map_or_else(String::new, |(_, value)| value.trim().to_owned())
}

fn in_gigabytes(kilobytes: &str) -> String {
    let count: u64 = kilobytes
        .split(' ')
        .next()
        .and_then(|word| word.parse().ok())
        .unwrap_or_default();
    format!("{} GB", count / 1_000_000)
}

fn load() -> Result<String> {
    let text = std::fs::read_to_string("/proc/loadavg")?;
    Ok(text.split(' ').next().unwrap_or_default().to_owned())
}
