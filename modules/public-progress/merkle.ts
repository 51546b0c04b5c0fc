import { sm3Hex } from '#platform/sm'

/** One step of a proof: the sister's hash, and on which side it stands. */
export interface ProofStep { side: 'left' | 'right'; hash: string }

/** Leaves and nodes are hashed apart, so that a node can never pass for a leaf. */
const LEAF = 'leaf:'
const NODE = 'node:'

/** The leaf for a case: its id, the number of its last event on that day, and that event's hash, which covers all before it. */
export function leafOf({ caseId, seq, hash }: { caseId: string; seq: number; hash: string }): string {
  return sm3Hex(`${LEAF}${caseId}:${seq}:${hash}`)
}

/** The root over the leaves in their order; a lone leaf at the end of a row moves up as it is. No leaves: the hash of nothing. */
export function rootOf(leaves: readonly string[]): string {
  let row = leaves
  while (row.length > 1) row = rowAbove(row)
  return row[0] ?? sm3Hex(LEAF)
}

/** The sisters from the leaf up to the root. */
export function proofOf(leaves: readonly string[], index: number): ProofStep[] {
  const steps: ProofStep[] = []
  for (let row = leaves, at = index; row.length > 1; row = rowAbove(row), at = Math.floor(at / 2)) {
    const sister = row[at % 2 === 0 ? at + 1 : at - 1]
    if (sister !== undefined) steps.push({ side: at % 2 === 0 ? 'right' : 'left', hash: sister })
  }
  return steps
}

/** The root this leaf and proof lead to; equal to the published one exactly when the leaf is in it. */
export function rootFrom(leaf: string, proof: readonly ProofStep[]): string {
  return proof.reduce((hash, step) => (step.side === 'right' ? nodeOf(hash, step.hash) : nodeOf(step.hash, hash)), leaf)
}

function rowAbove(row: readonly string[]): string[] {
  return Array.from({ length: Math.ceil(row.length / 2) }, (_, index) => {
    const [left = '', right] = row.slice(index * 2, index * 2 + 2)
    return right === undefined ? left : nodeOf(left, right)
  })
}

function nodeOf(left: string, right: string): string {
  return sm3Hex(`${NODE}${left}${right}`)
}
