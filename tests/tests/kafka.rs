//! Events of tickets at a real broker, read back and decoded by another reader (fastavro).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use std::{
    io::Write as _,
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};

use counterfoil_domain::{
    DistributionId, GroupId, OrderId,
    distribution::{EventKind, TicketEvent},
};
use counterfoil_engine::distribution::events::{
    EventSink,
    brokers::Queues,
    kafka::{Kafka, KafkaSettings},
};
use counterfoil_journeys::Booth;
use rdkafka::{
    ClientConfig, Message as _, Offset, TopicPartitionList,
    consumer::{BaseConsumer, Consumer as _},
    mocking::MockCluster,
    producer::DefaultProducerContext,
};

type Cluster = MockCluster<'static, DefaultProducerContext>;

fn events(groups: u128) -> Vec<TicketEvent> {
    let mut seq = 0;
    let mut all = Vec::new();
    for group in 0..groups {
        for kind in EventKind::ALL {
            seq += 1;
            let of_version = kind.is_of_order_version();
            all.push(TicketEvent {
                seq,
                id: uuid::Uuid::from_u128(u128::from(seq)),
                kind,
                at: "2026-12-01T10:30:00Z".parse().unwrap(),
                order: OrderId(uuid::Uuid::from_u128(group)),
                order_code: format!("T-{group}"),
                order_version: 1,
                order_line: (!of_version).then_some(1),
                group: (!of_version).then(|| GroupId(uuid::Uuid::from_u128(group + 1000))),
                distribution: (!of_version).then(|| DistributionId(uuid::Uuid::from_u128(group + 2000))),
            });
        }
    }
    all
}

fn settings(cluster: &Cluster, schema_ids: Option<(u32, u32)>) -> KafkaSettings {
    KafkaSettings {
        brokers: cluster.bootstrap_servers(),
        queues: Queues::of("dev"),
        user: None,
        patience: Duration::from_secs(2),
        schema_ids,
    }
}

/// Everything in a queue, partition by partition.
fn read_back(cluster: &Cluster, queue: &str, wanted: usize) -> Vec<Vec<u8>> {
    let consumer: BaseConsumer = ClientConfig::new()
        .set("bootstrap.servers", cluster.bootstrap_servers())
        .set("group.id", "judge")
        .create()
        .unwrap();
    let mut places = TopicPartitionList::new();
    for partition in 0..PARTITIONS {
        places.add_partition_offset(queue, partition, Offset::Beginning).unwrap();
    }
    consumer.assign(&places).unwrap();
    let mut found = Vec::new();
    while found.len() < wanted {
        let message = consumer.poll(Duration::from_secs(10)).expect("a message").unwrap();
        found.push(message.payload().unwrap().to_vec());
    }
    found
}

const PARTITIONS: i32 = 4;

fn broker() -> Cluster {
    let cluster = MockCluster::new(1).unwrap();
    for queue in [Queues::of("dev").groups, Queues::of("dev").order_versions] {
        cluster.create_topic(&queue, PARTITIONS, 1).unwrap();
    }
    cluster
}

/// What fastavro reads: `eventId type key-of-content orderId`, a line each.
fn judged(schema: &str, header: usize, messages: &[Vec<u8>]) -> Vec<String> {
    const JUDGE: &str = r"
import io, sys, json, fastavro
schema = fastavro.parse_schema(json.load(open(sys.argv[1])))
skip = int(sys.argv[2])
for line in sys.stdin:
    data = bytes.fromhex(line.strip())
    record = fastavro.schemaless_reader(io.BytesIO(data[skip:]), schema)
    filled = [k for k, v in record.items() if isinstance(v, dict)]
    print(record['eventId'], record['type'], ','.join(filled), record[filled[0]]['orderId'])
";
    let python = std::env::var("COUNTERFOIL_PYTHON").expect("run `make test`, or set COUNTERFOIL_PYTHON");
    let path = format!("{}/../src-tauri/crates/engine/avro/{schema}.avsc", env!("CARGO_MANIFEST_DIR"));
    let mut judge = Command::new(python)
        .args(["-c", JUDGE, &path, &header.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python with fastavro: scripts/setup.sh python");
    let mut stdin = judge.stdin.take().unwrap();
    for message in messages {
        let hex = message.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        writeln!(stdin, "{hex}").unwrap();
    }
    drop(stdin);
    let output = judge.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

fn wanted(event: &TicketEvent) -> String {
    let name = event.kind.name();
    format!("{} {name} {}{} {}", event.id, name[..1].to_ascii_lowercase(), &name[1..], event.order)
}

#[test]
fn every_event_is_read_back_by_another_reader_in_the_order_of_its_group() {
    for (ids, header) in [(None, 10), (Some((7, 8)), 5)] {
        let cluster = broker();
        let sink = Kafka::connect(&settings(&cluster, ids)).unwrap();
        let all = events(20);
        sink.take(&all).unwrap();
        let (groups, versions): (Vec<_>, Vec<_>) = all.iter().partition(|event| !event.kind.is_of_order_version());
        for (queue, schema, of_queue) in [
            (Queues::of("dev").groups, "TicketDistributionGroupEvent", groups),
            (Queues::of("dev").order_versions, "AllTicketDistributionGroupsForOrderVersionCompletedEvent", versions),
        ] {
            let messages = read_back(&cluster, &queue, of_queue.len());
            if ids.is_some() {
                assert!(messages.iter().all(|message| message[..4] == [0, 0, 0, 0] && matches!(message[4], 7 | 8)));
            } else {
                assert!(messages.iter().all(|message| message[..2] == [0xc3, 0x01]));
            }
            let read = judged(schema, header, &messages);
            for order in 0..20_u128 {
                let id = uuid::Uuid::from_u128(order).to_string();
                let mine: Vec<_> = read.iter().filter(|line| line.ends_with(&id)).cloned().collect();
                let should: Vec<_> = of_queue
                    .iter()
                    .filter(|event| event.order.0.to_string() == id)
                    .map(|event| wanted(event))
                    .collect();
                assert_eq!(mine, should);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_is_down_for_an_hour_loses_nothing() {
    let cluster = broker();
    let queue = Queues::of("dev").groups;
    let sink: Arc<dyn EventSink> = Arc::new(Kafka::connect(&settings(&cluster, None)).unwrap());
    let all: Vec<_> = events(12).into_iter().filter(|event| !event.kind.is_of_order_version()).collect();
    let (before, after) = all.split_at(54);
    sink.take(before).unwrap();
    cluster.broker_down(1).unwrap();
    let refused = tokio::task::spawn_blocking({
        let (sink, after) = (Arc::clone(&sink), after.to_vec());
        move || sink.take(&after)
    });
    assert!(refused.await.unwrap().is_err(), "nobody took them");
    cluster.broker_up(1).unwrap();
    // As the outbox does: until it is taken. Each try waits for the broker as long as it may.
    let taken = (0..20).any(|_| sink.take(after).is_ok());
    assert!(taken, "the broker is back");
    let read = judged("TicketDistributionGroupEvent", 10, &read_back(&cluster, &queue, all.len()));
    let mut seen = std::collections::HashSet::new();
    let first: Vec<_> = read.into_iter().filter(|line| seen.insert(line.clone())).collect();
    for order in 0..12_u128 {
        let id = uuid::Uuid::from_u128(order).to_string();
        let mine: Vec<_> = first.iter().filter(|line| line.ends_with(&id)).cloned().collect();
        let should: Vec<_> = all.iter().filter(|event| event.order.0.to_string() == id).map(wanted).collect();
        assert_eq!(mine, should);
    }
}

/// The settings are kept, and it is said that nobody took the events, without the library's own lines.
#[test]
fn brokers_that_do_not_answer_are_said_to_be_set_and_silent() {
    let booth = Booth::stocked();
    let set = ["events", "kafka", "--brokers", "127.0.0.1:1"];
    assert_eq!(booth.ok(&set)["trouble"], serde_json::Value::Null, "nothing was to send yet");
    booth.sell(&booth.slot(1_100_001).family());
    let answer = booth.ask(&set);
    let told = answer.ok();
    assert_eq!(told["kafka"]["brokers"], "127.0.0.1:1");
    assert!(told["trouble"].as_str().is_some_and(|why| why.contains("did not take the events")), "{told:#}");
    assert!(!answer.err.contains("librdkafka") && !answer.err.contains("|FAIL|"), "{}", answer.err);
}

/// The desk's own way: set once, then every sale is told of, and a broker that comes back gets what waited.
#[test]
fn a_sale_is_told_of_at_the_brokers_that_were_set() {
    let (cluster, booth) = (broker(), Booth::stocked());
    let refused = booth.ask(&["events", "kafka", "--brokers", "kafka.example.org:9092"]).problem();
    assert!(refused["message"].as_str().is_some_and(|why| why.contains("Without a user")), "{refused:#}");
    let brokers = cluster.bootstrap_servers();
    let set = booth.ok(&["events", "kafka", "--brokers", &brokers, "--environment", "dev"]);
    assert_eq!(set["kafka"]["groups"], Queues::of("dev").groups);

    cluster.broker_down(1).unwrap();
    let begun = std::time::Instant::now();
    let order = booth.sell(&booth.slot(1_100_001).family());
    assert!(begun.elapsed() < Duration::from_secs(15), "a sale waited for a sink");
    cluster.broker_up(1).unwrap();
    let told = booth.ok(&["events", "tail"])["items"].as_array().unwrap().clone();
    let of_groups: Vec<_> = told.iter().filter(|event| !event["type"].as_str().unwrap().starts_with("All")).collect();
    assert!(told.len() > of_groups.len() && of_groups.len() >= 5, "{told:#?}");
    counterfoil_journeys::until("everything at the brokers", || {
        let sinks = booth.ok(&["events", "sinks"]);
        let kafka = &sinks["items"][0];
        assert_eq!(kafka["name"], "kafka");
        (kafka["behind"] == 0).then_some(())
    });
    let read =
        judged("TicketDistributionGroupEvent", 10, &read_back(&cluster, &Queues::of("dev").groups, of_groups.len()));
    let mut ids: Vec<_> = read.iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    let mut wanted: Vec<_> = of_groups.iter().map(|event| event["eventId"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    wanted.sort();
    assert_eq!(ids, wanted, "each once");
    let id = order["id"].as_str().unwrap();
    assert!(read.iter().all(|line| line.ends_with(id)), "{read:?}");

    assert!(booth.ok(&["events", "kafka", "--off"])["kafka"].is_null());
    assert_eq!(booth.ok(&["events", "sinks"])["items"].as_array().unwrap().len(), 0);
}
