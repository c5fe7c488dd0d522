//! How good a list of scored pairs is, measured against the truth.

use std::collections::HashMap;

/// The figures of one list of pairs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    pub best_f1: f64,
    pub joined_f1: f64,
    pub recall_99: f64,
    pub recall_999: f64,
    pub reach: f64,
    /// Where F1 is best.
    pub threshold: f32,
    /// Where precision is 0.99 and recall the highest.
    pub threshold_99: f32,
}

impl Figures {
    pub fn line(&self) -> String {
        format!(
            "best F1 {:.4}  joined {:.4}  recall@P.99 {:.4}  recall@P.999 {:.4}  reach {:.4}  t {:.2}",
            self.best_f1,
            self.joined_f1,
            self.recall_99,
            self.recall_999,
            self.reach,
            self.threshold
        )
    }
}

fn f1(tp: f64, all: f64, positives: f64) -> f64 {
    if tp == 0.0 {
        0.0
    } else {
        2.0 * tp / (all + positives)
    }
}

/// Measures pairs `(left, right, score)`; `person` is the truth of each record.
pub fn figures(pairs: &[(u32, u32, f32)], person: &[u32]) -> Figures {
    let mut sizes: HashMap<u32, u64> = HashMap::new();
    for p in person {
        *sizes.entry(*p).or_default() += 1;
    }
    let positives = sizes.values().map(|n| n * (n - 1) / 2).sum::<u64>() as f64;
    let mut sorted: Vec<&(u32, u32, f32)> = pairs.iter().collect();
    sorted.sort_by(|a, b| b.2.total_cmp(&a.2));
    let mut out = Figures {
        threshold_99: f32::MAX,
        ..Figures::default()
    };
    let (mut tp, mut groups) = (0.0, Groups::new(person));
    for (at, (left, right, score)) in sorted.iter().enumerate() {
        tp += f64::from(u8::from(person[*left as usize] == person[*right as usize]));
        groups.join(*left, *right);
        if sorted.get(at + 1).is_some_and(|next| next.2 == *score) {
            continue;
        }
        let all = (at + 1) as f64;
        let f = f1(tp, all, positives);
        if f > out.best_f1 {
            (out.best_f1, out.threshold) = (f, *score);
        }
        if tp / all >= 0.99 {
            (out.recall_99, out.threshold_99) = (tp / positives, *score);
        }
        if tp / all >= 0.999 {
            out.recall_999 = tp / positives;
        }
        out.joined_f1 = out.joined_f1.max(f1(groups.right, groups.all, positives));
    }
    out.reach = tp / positives;
    out
}

/// The F1 of groups as they are: every pair within a group counts.
pub fn groups(group: &[u32], person: &[u32]) -> f64 {
    let mut counts: [HashMap<(u32, u32), u64>; 3] = Default::default();
    for (g, p) in group.iter().zip(person) {
        for (map, key) in counts.iter_mut().zip([(*g, 0), (0, *p), (*g, *p)]) {
            *map.entry(key).or_default() += 1;
        }
    }
    let pairs = counts.map(|c| c.values().map(|n| n * (n - 1) / 2).sum::<u64>() as f64);
    f1(pairs[2], pairs[0], pairs[1])
}

/// Groups that grow as pairs are joined, with how many of their pairs are right.
struct Groups {
    parent: Vec<u32>,
    persons: HashMap<u32, HashMap<u32, u64>>,
    person: Vec<u32>,
    right: f64,
    all: f64,
}

impl Groups {
    fn new(person: &[u32]) -> Groups {
        Groups {
            parent: (0..person.len() as u32).collect(),
            persons: HashMap::new(),
            person: person.to_vec(),
            right: 0.0,
            all: 0.0,
        }
    }

    fn root(&mut self, mut at: u32) -> u32 {
        while self.parent[at as usize] != at {
            let up = self.parent[self.parent[at as usize] as usize];
            self.parent[at as usize] = up;
            at = up;
        }
        at
    }

    fn join(&mut self, left: u32, right: u32) {
        let (l, r) = (self.root(left), self.root(right));
        if l == r {
            return;
        }
        let take = |this: &mut Groups, at: u32| {
            let alone = HashMap::from([(this.person[at as usize], 1)]);
            this.persons.remove(&at).unwrap_or(alone)
        };
        let (mut one, mut two) = (take(self, l), take(self, r));
        if one.len() < two.len() {
            std::mem::swap(&mut one, &mut two);
        }
        let size = |m: &HashMap<u32, u64>| m.values().sum::<u64>() as f64;
        self.all += size(&one) * size(&two);
        for (person, n) in two {
            let held = one.entry(person).or_default();
            self.right += (*held * n) as f64;
            *held += n;
        }
        self.parent[r as usize] = l;
        self.persons.insert(l, one);
    }
}
