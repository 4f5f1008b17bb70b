var model = sequential(
    input(28, 28, 1),
    conv2d(32, 3).activation("relu"),
    maxPooling2d(2),
    conv2d(64, 3).activation("relu"),
    maxPooling2d(2),
    flatten(),
    dropout(0.5),
    dense(10).activation("softmax"));
model.compile(c -> c.loss("categorical_crossentropy").optimizer("adam").metrics("accuracy"));
var x = RandomTensors.uniform(RandomTensors.seed(1, 0), Shape.of(128, 28, 28, 1), 0, 1);
var y = RandomTensors.integers(RandomTensors.seed(2, 0), Shape.of(128), 0, 10).oneHot(10);
long start = System.nanoTime();
model.fit(x, y, f -> f.batchSize(128).epochs(1).verbose(0));
System.out.println("first_step " + (System.nanoTime() - start) / 1e9);
/exit
