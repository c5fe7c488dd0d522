//! Logistic regression on levels and pairs of levels, by adaptive steps.

use hawthorn_linkage::bulk::table::Table;

pub struct Example {
    pub levels: hawthorn_linkage::bulk::level::Levels,
    /// Bits that are held fixed and added to.
    pub offset: f32,
    pub same: bool,
}

fn places(table: &Table, levels: &[u8], out: &mut Vec<u32>) {
    out.clear();
    out.push(0);
    let singles = table.singles.len();
    for (i, a) in levels.iter().enumerate() {
        out.push(1 + table.single(i, *a) as u32);
        for (j, b) in levels.iter().enumerate().skip(i + 1) {
            out.push((1 + singles + table.double(i, j, *a, *b)) as u32);
        }
    }
}

/// Fits a table; `ridge` pulls singles and doubles towards nought.
pub fn fit(table: &mut Table, examples: &[Example], passes: usize, ridge: (f32, f32)) {
    let (width, singles) = (table.fields().len(), table.singles.len());
    let size = 1 + singles + table.doubles.len();
    let (mut w, mut g) = (vec![0f32; size], vec![1e-8f32; size]);
    let n = examples.len();
    let mut order: Vec<u32> = (0..n as u32).collect();
    let mut state = 88172645463325252u64;
    let mut held = Vec::new();
    for pass in 0..passes {
        for at in (1..n).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(at, (state % (at as u64 + 1)) as usize);
        }
        let rate = 0.3 / (1.0 + pass as f32 * 0.5);
        for at in &order {
            let example = &examples[*at as usize];
            places(table, &example.levels[..width], &mut held);
            let z: f32 = example.offset * std::f32::consts::LN_2
                + held.iter().map(|p| w[*p as usize]).sum::<f32>();
            let error = 1.0 / (1.0 + (-z).exp()) - f32::from(u8::from(example.same));
            for place in &held {
                let at = *place as usize;
                let pull = if at == 0 {
                    0.0
                } else if at <= singles {
                    ridge.0
                } else {
                    ridge.1
                };
                let step = error + pull * w[at];
                g[at] += step * step;
                w[at] -= rate * step / g[at].sqrt();
            }
        }
    }
    let bits = std::f32::consts::LOG2_E;
    table.base = w[0] * bits;
    table.singles = w[1..=singles].iter().map(|x| x * bits).collect();
    table.doubles = w[1 + singles..].iter().map(|x| x * bits).collect();
}
