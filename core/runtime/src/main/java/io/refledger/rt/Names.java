package io.refledger.rt;

import io.refledger.rt.spi.SnapshotNames;
import io.refledger.rt.spi.SnapshotVisitor;

/** The names of types, references and contexts, for a snapshot. */
final class Names implements SnapshotNames {
  private final Types types;
  private final Sites sites;

  Names(Types types, Sites sites) {
    this.types = types;
    this.sites = sites;
  }

  @Override
  public void visitTypes(SnapshotVisitor visitor) {
    ObjectLayout layout = Installation.objectLayout();
    visitor.layout(layout.headerBytes(), layout.arrayHeaderBytes(), layout.referenceBytes());
    for (int id = 1, count = types.count(); id <= count; id++) {
      Type type = types.get(id);
      visitor.type(id, type.name, type.isArray ? null : type.referenceNames());
      visitor.declared(id, superType(type), type.primitiveNames, type.staticNames);
      Closing closing = type.closing;
      if (closing != null && closing.opener() != 0) visitor.closable(id, closing.closer);
      if (type.unloading != 0) visitor.unloadable(id, type.unloading);
    }
  }

  private static int superType(Type type) {
    return type.superType == null ? 0 : type.superType.id;
  }

  @Override
  public void visitContexts(SnapshotVisitor visitor) {
    for (int site = 1, count = sites.count(); site <= count; site++) visit(site, site, 0, visitor);
    for (int i = 0, count = sites.contexts.size(); i < count; i++) {
      int context = CallContexts.FIRST + i;
      visit(
          context, sites.contexts.site(context), sites.contexts.applicationSite(context), visitor);
    }
    sites.visitLocals(visitor);
  }

  @Override
  public void visitContext(int context, SnapshotVisitor visitor) {
    if (context > 0) {
      int applicationSite = sites.contexts.applicationSite(context);
      visit(context, sites.contexts.site(context), applicationSite, visitor);
    }
  }

  private void visit(int context, int site, int calledFrom, SnapshotVisitor visitor) {
    Sites.Method method = sites.methodOf(site);
    visitor.context(
        context,
        method.className(),
        method.name(),
        method.file(),
        sites.line(site),
        method.application(),
        calledFrom);
  }

  @Override
  public boolean hasOutlivedItsReferent(int slot) {
    return ReferenceBooks.hasOutlivedItsReferent(slot);
  }

  @Override
  public String closer(int typeId) {
    Closing closing = types.get(typeId).closing;
    return closing == null ? null : closing.closer;
  }

  @Override
  public String staticName(int typeId, int index) {
    return types.get(typeId).staticName(index);
  }

  @Override
  public String referenceName(int typeId, int index) {
    Type type = types.get(typeId);
    return type.isArray ? "[x]" : type.referenceNames()[index];
  }
}
