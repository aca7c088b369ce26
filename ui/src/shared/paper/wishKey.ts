/** A name for a wish: pressed again after a failure it is the same wish, so that nothing comes out twice. */
export class WishKey {
  private kept: { wish: string; key: string } | null = null;

  of(wish: unknown): string {
    const said = JSON.stringify(wish);
    if (this.kept?.wish !== said) this.kept = { wish: said, key: crypto.randomUUID() };
    return this.kept.key;
  }

  /** It was heard: the same wish is another one from now on. */
  heard() {
    this.kept = null;
  }
}
